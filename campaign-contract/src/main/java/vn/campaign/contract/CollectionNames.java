package vn.campaign.contract;

import java.util.Set;

/** The MongoDB collections that quota-service writes and dashboard-service reads. */
public final class CollectionNames {

    /** {@link vn.campaign.contract.plan.CampaignHeader}, {@code _id} the campaign's code. */
    public static final String CAMPAIGNS = "campaigns";

    /** {@link vn.campaign.contract.plan.UnitPlan}, {@code _id} as {@link Keys#node}. */
    public static final String UNITS = "units";

    /** {@link vn.campaign.contract.plan.PlanRevision}, {@code _id} the campaign's code. */
    public static final String PLAN_REVISIONS = "planRevisions";

    /** {@link vn.campaign.contract.plan.PlanChange}, {@code _id} as {@link Keys#change}. */
    public static final String PLAN_CHANGES = "planChanges";

    /** {@link vn.campaign.contract.progress.DaySheet}, {@code _id} as {@link Keys#sheet}. */
    public static final String DAY_SHEETS = "daySheets";

    /** {@link vn.campaign.contract.progress.NodeProgress}, {@code _id} as {@link Keys#node}. */
    public static final String PROGRESS = "progress";

    /** {@link vn.campaign.contract.progress.AppliedPosition}, {@code _id} as {@link Keys#partition}. */
    public static final String POSITIONS = "positions";

    /** {@link vn.campaign.contract.progress.DeadLetter}, {@code _id} as {@link Keys#record}. */
    public static final String DEAD_LETTERS = "deadLetters";

    /** Units whose figures quota-service has still to recompute, {@code _id} as {@link Keys#node}. */
    public static final String RECOMPUTATIONS = "recomputations";

    /** What the last audit found. */
    public static final String AUDITS = "audits";

    /** Reminders that were claimed and sent, {@code _id} campaign and day. */
    public static final String REMINDERS = "reminders";

    /** {@link vn.campaign.contract.progress.StoreLoss}, {@code _id} the id of the activations topic. */
    public static final String STORE_LOSSES = "storeLosses";

    /**
     * What the topics cannot fill again. All others are counted anew, or follow from the plan topics; these are copied beside
     * the embedded store, are part of every backup, and are left alone by whatever counts anew.
     */
    public static final Set<String> KEPT = Set.of(DEAD_LETTERS, AUDITS, REMINDERS, STORE_LOSSES);

    private CollectionNames() {}
}

package vn.campaign.quota.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/** What a new version changes, field by field. */
public final class Changes {

    /** Fields that tell where and when something is, not what it says. */
    private static final Set<String> NOT_CONTENT = Set.of("campaign", "version", "changedAt", "position");

    private Changes() {}

    /** Whether a unit says something else than before, or stands elsewhere in the plan's order; {@code before} may be null. */
    public static boolean differ(UnitPlan before, UnitPlan after) {
        return before == null || before.position() != after.position() || differInContent(before, after);
    }

    /** Whether a unit says something else than before, wherever it stands; {@code before} may be null. */
    public static boolean differInContent(UnitPlan before, UnitPlan after) {
        return before == null || !content(before).equals(content(after));
    }

    /** Whether a header says something else than before; {@code before} may be null. */
    public static boolean differ(CampaignHeader before, CampaignHeader after) {
        return before == null || !content(before).equals(content(after));
    }

    /** Whether figures that were counted already depend on what changed. */
    public static boolean touchFigures(UnitPlan before, UnitPlan after) {
        return before == null
                || !Objects.equals(before.parent(), after.parent())
                || !before.baselines().equals(after.baselines())
                || !Objects.equals(before.activeFrom(), after.activeFrom())
                || !Objects.equals(before.retiredFrom(), after.retiredFrom());
    }

    /** Whether figures of every unit depend on what changed. */
    public static boolean touchFigures(CampaignHeader before, CampaignHeader after) {
        return before != null
                && (!before.indicators().equals(after.indicators())
                        || !before.phases().equals(after.phases())
                        || !before.deadline(before.from()).equals(after.deadline(after.from()))
                        || !before.timeZone().equals(after.timeZone()));
    }

    /** One entry of the history; {@code unit} is null for the header. */
    public static PlanChange entry(
            String campaign,
            long version,
            int sequence,
            Instant at,
            String by,
            String unit,
            Object before,
            Object after) {
        Map<String, Object> from = before == null ? Map.of() : content(before);
        Map<String, Object> to = content(after);
        Set<String> fields = new TreeSet<>(from.keySet());
        fields.addAll(to.keySet());
        fields.removeIf(field -> Objects.equals(from.get(field), to.get(field)));
        return new PlanChange(campaign, version, sequence, at, by, unit, only(from, fields), only(to, fields));
    }

    private static Map<String, Object> content(Object planned) {
        Map<String, Object> content = ContractJson.toDocument(planned);
        content.keySet().removeAll(NOT_CONTENT);
        return content;
    }

    private static Map<String, Object> only(Map<String, Object> content, Set<String> fields) {
        Map<String, Object> only = new LinkedHashMap<>(content);
        only.keySet().retainAll(fields);
        return only;
    }
}

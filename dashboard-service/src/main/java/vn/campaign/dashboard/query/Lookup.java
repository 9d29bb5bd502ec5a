package vn.campaign.dashboard.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.LossView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.web.access.Caller;
import vn.campaign.web.problem.ApiException;

/** Resolves what a request names, within what its caller may see. */
@Component
public class Lookup {

    private static final int MAX_PAGE_SIZE = 2500;

    /** How long pages tell of a loss of the store. */
    private static final Duration TOLD = Duration.ofDays(7);

    private final CampaignPlans plans;
    private final ProgressReader progress;
    private final Clock clock;

    Lookup(CampaignPlans plans, ProgressReader progress, Clock clock) {
        this.plans = plans;
        this.progress = progress;
        this.clock = clock;
    }

    /** The plan, of which the caller may see at least one node. */
    public Plan plan(Caller caller, String campaign) {
        if (!caller.sees(campaign)) {
            throw ApiException.forbidden("The account has no part in this campaign");
        }
        return plans.find(campaign)
                .orElseThrow(() -> ApiException.notFound("CAMPAIGN_UNKNOWN", null, "There is no campaign " + campaign));
    }

    /** The loss of the store that is to be told, if any. */
    public Optional<LossView> loss() {
        return progress.lastLoss()
                .map(loss -> new LossView(loss.at(), !loss.isRecounted(progress.positions())))
                .filter(loss -> loss.recounting() || loss.at().plus(TOLD).isAfter(clock.instant()));
    }

    /** The node of the code, the first of {@link #visibleRoots} without one. */
    public PlanNode node(Caller caller, Plan plan, @Nullable String code) {
        if (code == null) {
            return visibleRoots(caller, plan).stream()
                    .findFirst()
                    .orElseThrow(() -> ApiException.notFound("NODE_UNKNOWN", null, "The campaign has no units yet"));
        }
        PlanNode found = plan.node(code)
                .orElseThrow(() -> ApiException.notFound("NODE_UNKNOWN", null, "The campaign has no unit " + code));
        if (!caller.sees(plan.campaign(), code, plan::parentOf)) {
            throw ApiException.forbidden("The account may not see this unit");
        }
        return found;
    }

    /** The highest nodes that the caller may see: all roots, or those named in the caller's grants. */
    public List<PlanNode> visibleRoots(Caller caller, Plan plan) {
        if (caller.seesAll(plan.campaign())) {
            return plan.roots();
        }
        List<PlanNode> granted = caller.nodes(plan.campaign()).stream()
                .flatMap(code -> plan.node(code).stream())
                .toList();
        return granted.stream()
                .filter(node -> plan.above(node).stream().noneMatch(granted::contains))
                .toList();
    }

    /** The node of the code; {@link #visibleRoots} without one. */
    public List<PlanNode> nodeOrRoots(Caller caller, Plan plan, @Nullable String code) {
        return code == null ? visibleRoots(caller, plan) : List.of(node(caller, plan, code));
    }

    /** Refuses a code of which the campaign has no indicator. */
    public void checkIndicator(Plan plan, @Nullable String code) {
        if (code != null && plan.header().indicator(code).isEmpty()) {
            throw ApiException.malformed("indicator", "is not an indicator of the campaign");
        }
    }

    public Page page(int number, int size) {
        if (number < 0) {
            throw ApiException.malformed("page", "must be 0 or more");
        }
        if (size < 1 || size > MAX_PAGE_SIZE) {
            throw ApiException.malformed("size", "must be 1 to " + MAX_PAGE_SIZE);
        }
        return new Page(number, size);
    }

    /** The context of {@link #plan}. */
    public ViewContext context(Caller caller, String campaign, @Nullable String phase, @Nullable LocalDate asOf) {
        return context(plan(caller, campaign), phase, asOf);
    }

    /** The plan, seen from the as-of date; by default today in the campaign's zone, and the phase of that day. */
    public ViewContext context(Plan plan, @Nullable String phase, @Nullable LocalDate asOf) {
        Instant now = clock.instant();
        LocalDate day = asOf == null ? plan.dateAt(now) : asOf;
        Period period = phase == null
                ? plan.periodOn(day)
                : plan.period(phase)
                        .orElseThrow(() ->
                                ApiException.notFound("PHASE_UNKNOWN", null, "The campaign has no phase " + phase));
        return new ViewContext(plan, period, day, now);
    }
}

package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.web.access.Caller;

/** Finds what a request names, or says with a problem that it does not exist. */
@Component
public class Lookup {

    private static final int MAX_PAGE = 2500;

    private final Campaigns campaigns;

    Lookup(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** The plan, of which the caller may see something. */
    public Plan plan(Caller caller, String campaign) {
        if (!caller.sees(campaign)) {
            throw Problem.forbidden("The account has no part in this campaign");
        }
        return campaigns.find(campaign).orElseThrow(() -> Problem.campaignUnknown(campaign));
    }

    /** The node of the code, the first of {@link #tops} for null. */
    public PlanNode node(Caller caller, Plan plan, String code) {
        if (code == null) {
            return tops(caller, plan).stream().findFirst().orElseThrow(Problem::noNode);
        }
        PlanNode found = plan.node(code).orElseThrow(() -> Problem.nodeUnknown(code));
        if (!caller.sees(plan.campaign(), code, plan::parentOf)) {
            throw Problem.forbidden("The account may not see this unit");
        }
        return found;
    }

    /** The highest nodes that the caller may see: all roots, or those that are named in their grants. */
    public List<PlanNode> tops(Caller caller, Plan plan) {
        if (caller.seesAll(plan.campaign())) {
            return plan.roots();
        }
        List<PlanNode> named = caller.nodes(plan.campaign()).stream()
                .flatMap(code -> plan.node(code).stream())
                .toList();
        return named.stream()
                .filter(node -> plan.above(node).stream().noneMatch(named::contains))
                .toList();
    }

    /** The node of the code; {@link #tops} for null. */
    public List<PlanNode> topsOr(Caller caller, Plan plan, String code) {
        return code == null ? tops(caller, plan) : List.of(node(caller, plan, code));
    }

    /** The code, when the campaign has such an indicator; null for null. */
    public String indicator(Plan plan, String code) {
        if (code != null && plan.header().indicator(code).isEmpty()) {
            throw Problem.malformed("indicator", "is not an indicator of the campaign");
        }
        return code;
    }

    /** The page that a request asks for. */
    public Page page(int number, int size) {
        if (number < 0) {
            throw Problem.malformed("page", "must be 0 or more");
        }
        if (size < 1 || size > MAX_PAGE) {
            throw Problem.malformed("size", "must be 1 to " + MAX_PAGE);
        }
        return new Page(number, size);
    }

    /** The lens that a request asks for; by default today in the campaign's zone and the phase of that day. */
    public Lens lens(Plan plan, String phase, LocalDate asOf, Instant now) {
        LocalDate day = asOf == null ? plan.dateAt(now) : asOf;
        Period period =
                phase == null ? plan.periodOn(day) : plan.period(phase).orElseThrow(() -> Problem.phaseUnknown(phase));
        return new Lens(period, day, now);
    }
}

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

/** Finds what a request names, or says with a problem that it does not exist. */
@Component
public class Lookup {

    private static final int LARGEST_PAGE = 2500;

    private final Campaigns campaigns;

    Lookup(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    public Plan plan(String campaign) {
        return campaigns.find(campaign).orElseThrow(() -> Problem.campaignUnknown(campaign));
    }

    /** The node of the code, the first root for null. */
    public PlanNode node(Plan plan, String code) {
        return code == null
                ? plan.roots().stream().findFirst().orElseThrow(Problem::noNode)
                : plan.node(code).orElseThrow(() -> Problem.nodeUnknown(code));
    }

    /** The node of the code; all roots for null. */
    public List<PlanNode> rootsOr(Plan plan, String code) {
        return code == null ? plan.roots() : List.of(node(plan, code));
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
        if (size < 1 || size > LARGEST_PAGE) {
            throw Problem.malformed("size", "must be 1 to " + LARGEST_PAGE);
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

package vn.campaign.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;

/** Finds what a request names, or says with a problem that it does not exist. */
@Component
class Lookup {

    private final Campaigns campaigns;

    Lookup(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    Plan plan(String campaign) {
        return campaigns.find(campaign).orElseThrow(() -> Problem.campaignUnknown(campaign));
    }

    /** The node of the code, the first root for null. */
    PlanNode node(Plan plan, String code) {
        return code == null
                ? plan.roots().stream().findFirst().orElseThrow(Problem::noNode)
                : plan.node(code).orElseThrow(() -> Problem.nodeUnknown(code));
    }

    /** The lens that a request asks for; by default today in the campaign's zone and the phase of that day. */
    Lens lens(Plan plan, String phase, LocalDate asOf, Instant now) {
        LocalDate day = asOf == null ? plan.dateAt(now) : asOf;
        Period period =
                phase == null ? plan.periodOn(day) : plan.period(phase).orElseThrow(() -> Problem.phaseUnknown(phase));
        return new Lens(period, day, now);
    }
}

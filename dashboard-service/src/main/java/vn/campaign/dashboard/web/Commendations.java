package vn.campaign.dashboard.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.campaign.dashboard.commendation.Candidate;
import vn.campaign.dashboard.commendation.Candidates;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Lens;

/** Reads who is to be commended. */
@Component
class Commendations {

    private final ProgressReader progress;

    Commendations(ProgressReader progress) {
        this.progress = progress;
    }

    /** The ranking of the units at or under a node that report in the lens's period. */
    Ranking ranking(Plan plan, PlanNode node, Lens lens) {
        Candidates candidates = new Candidates(plan, lens.period(), lens.asOf(), lens.now());
        List<PlanNode> units = node.units().filter(candidates::concerns).toList();
        List<Candidate> found = new ArrayList<>(units.size());
        progress.forEach(plan.campaign(), units, (unit, read) -> found.add(candidates.of(unit, read)));
        return Ranking.of(found, plan.header().settings());
    }
}

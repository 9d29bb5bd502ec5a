package vn.campaign.dashboard.web;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView;
import vn.campaign.dashboard.view.RankingView.Dimension;

/** Reads rankings, each root's for itself. */
@Component
public class RankingViews {

    private final Commendations commendations;
    private final ProgressReader progress;

    RankingViews(Commendations commendations, ProgressReader progress) {
        this.commendations = commendations;
        this.progress = progress;
    }

    public RankingView read(Plan plan, List<PlanNode> roots, Lens lens, Page page) {
        Freshness freshness = progress.freshness(lens.now());
        Settings settings = plan.header().settings();
        return new RankingView(
                plan.campaign(),
                lens.period().code(),
                lens.asOf(),
                freshness,
                settings.mainIndicator(),
                settings.reportingShare(),
                lens.asOf().isBefore(lens.period().to()),
                roots.stream()
                        .map(root -> Dimension.of(root, commendations.candidates(plan, root, lens), settings, page))
                        .toList());
    }
}

package vn.campaign.dashboard.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.dashboard.commendation.Ranking;
import vn.campaign.dashboard.completeness.Completeness;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.NodeView;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.RankingView.CommendationView;
import vn.campaign.dashboard.view.SummaryView;
import vn.campaign.web.access.Caller;

/** Reads summaries: every figure of a node and its children, with their reporting and their commendation. */
@Component
public class SummaryQuery {

    private final ProgressReader progress;
    private final RankingQuery rankings;
    private final CampaignPlans plans;

    SummaryQuery(ProgressReader progress, RankingQuery rankings, CampaignPlans plans) {
        this.progress = progress;
        this.rankings = rankings;
        this.plans = plans;
    }

    /** The summary of the context's period. */
    public SummaryView ofPeriod(Caller caller, ViewContext context, List<PlanNode> nodes) {
        return read(caller, context, List.of(context.period()), nodes);
    }

    /** The final summary: the phases, and last the whole campaign. */
    public SummaryView ofAll(Caller caller, ViewContext context, List<PlanNode> nodes) {
        return read(caller, context, context.plan().periods().values(), nodes);
    }

    private SummaryView read(Caller caller, ViewContext context, Collection<Period> periods, List<PlanNode> nodes) {
        Plan plan = context.plan();
        Freshness freshness = progress.freshness(context.plan(), context.now());
        return new SummaryView(
                plan.campaign(),
                plan.header().name(),
                context.asOf(),
                freshness,
                periods.stream().map(period -> part(context.in(period), nodes)).toList(),
                // They name units everywhere in the plan.
                caller.seesAll(plan.campaign()) ? plans.findings(plan) : List.of());
    }

    private SummaryView.Part part(ViewContext context, List<PlanNode> nodes) {
        Period period = context.period();
        CampaignHeader header = context.plan().header();
        return new SummaryView.Part(
                period.code(),
                header.phase(period.code()).map(Phase::name).orElse(null),
                period.from(),
                period.to(),
                due(header, period),
                nodes.stream().map(node -> dimension(context, node)).toList());
    }

    /** The whole campaign's summary is due with the last of its phases'. */
    private static @Nullable LocalDate due(CampaignHeader header, Period period) {
        return header.phases().stream()
                .filter(phase ->
                        period.code().equals(Period.ALL) || period.code().equals(phase.code()))
                .map(Phase::summaryDue)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private SummaryView.Dimension dimension(ViewContext context, PlanNode node) {
        Plan plan = context.plan();
        Settings settings = plan.header().settings();
        Map<String, CommendationView> places = new HashMap<>();
        if (node.leaf() || node.children().stream().anyMatch(PlanNode::leaf)) {
            for (Ranking.Place place : rankings.ranking(context, node).places()) {
                places.put(place.candidate().unit().code(), CommendationView.of(place, settings));
            }
        }
        List<SummaryView.Row> rows = new ArrayList<>();
        progress.forEach(
                plan.campaign(),
                ProgressQuery.withChildren(node, Page.WHOLE),
                (each, read) -> rows.add(new SummaryView.Row(
                        NodeView.of(context, null, each, read),
                        Completeness.of(context, each, read).reports(),
                        places.get(each.code()))));
        return new SummaryView.Dimension(node.kind(), rows.get(0), List.copyOf(rows.subList(1, rows.size())));
    }
}

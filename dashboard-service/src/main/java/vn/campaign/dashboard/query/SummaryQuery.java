package vn.campaign.dashboard.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.mongo.CampaignPlans;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.CommendationView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Page;
import vn.campaign.dashboard.view.SummaryView;
import vn.campaign.dashboard.view.ViewAssembler;
import vn.campaign.dashboard.view.ViewContext;
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

    /** The parts of the final summary: the phases, and last the whole campaign. */
    public static List<String> everyPeriod(Plan plan) {
        return Stream.concat(plan.header().phases().stream().map(Phase::code), Stream.of(Period.ALL))
                .toList();
    }

    /** The summary with one part for each context; all contexts have the same as-of date. */
    public SummaryView read(Caller caller, Plan plan, List<PlanNode> nodes, List<ViewContext> contexts) {
        ViewContext first = contexts.get(0);
        Freshness freshness = progress.freshness(first.now());
        return new SummaryView(
                plan.campaign(),
                plan.header().name(),
                first.asOf(),
                freshness,
                contexts.stream().map(context -> part(plan, nodes, context)).toList(),
                // They name units everywhere in the plan.
                caller.seesAll(plan.campaign()) ? plans.findings(plan) : List.of());
    }

    private SummaryView.Part part(Plan plan, List<PlanNode> nodes, ViewContext context) {
        Period period = context.period();
        Name name = plan.header().phase(period.code()).map(Phase::name).orElse(null);
        return new SummaryView.Part(
                period.code(),
                name,
                period.from(),
                period.to(),
                due(plan, period),
                nodes.stream().map(node -> dimension(plan, node, context)).toList());
    }

    /** The whole campaign's summary is due with the last of its phases'. */
    private static LocalDate due(Plan plan, Period period) {
        return plan.header().phases().stream()
                .filter(phase ->
                        period.code().equals(Period.ALL) || period.code().equals(phase.code()))
                .map(Phase::summaryDue)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private SummaryView.Dimension dimension(Plan plan, PlanNode node, ViewContext context) {
        Map<String, CommendationView> places = new HashMap<>();
        if (node.leaf() || node.children().stream().anyMatch(PlanNode::leaf)) {
            var settings = plan.header().settings();
            rankings.ranking(plan, node, context)
                    .places()
                    .forEach(
                            place -> places.put(place.candidate().unit().code(), CommendationView.of(place, settings)));
        }
        ViewAssembler assembler = new ViewAssembler(plan, context);
        List<SummaryView.Row> rows = new ArrayList<>();
        progress.forEach(
                plan.campaign(),
                ProgressQuery.withChildren(node, Page.WHOLE),
                (each, read) -> rows.add(new SummaryView.Row(
                        assembler.view(each, read), assembler.reports(each, read), places.get(each.code()))));
        return new SummaryView.Dimension(node.kind(), rows.get(0), List.copyOf(rows.subList(1, rows.size())));
    }
}

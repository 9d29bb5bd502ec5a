package vn.campaign.dashboard.web;

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
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.mongo.Campaigns;
import vn.campaign.dashboard.mongo.ProgressReader;
import vn.campaign.dashboard.pace.Period;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.view.CommendationView;
import vn.campaign.dashboard.view.Freshness;
import vn.campaign.dashboard.view.Lens;
import vn.campaign.dashboard.view.SummaryView;
import vn.campaign.dashboard.view.Viewer;
import vn.campaign.web.access.Caller;

/** Reads summaries: every figure of a node and its children, with their reporting and their commendation. */
@Component
public class Summaries {

    private final ProgressReader progress;
    private final Commendations commendations;
    private final Campaigns campaigns;

    Summaries(ProgressReader progress, Commendations commendations, Campaigns campaigns) {
        this.progress = progress;
        this.commendations = commendations;
        this.campaigns = campaigns;
    }

    /** The parts of the final summary: the phases, and last the whole campaign. */
    public static List<String> everyPeriod(Plan plan) {
        return Stream.concat(plan.header().phases().stream().map(Phase::code), Stream.of(Period.ALL))
                .toList();
    }

    /** The summary with one part for each lens; all lenses have the same as-of date. */
    public SummaryView read(Caller caller, Plan plan, List<PlanNode> nodes, List<Lens> lenses) {
        Lens first = lenses.get(0);
        Freshness freshness = progress.freshness(first.now());
        return new SummaryView(
                plan.campaign(),
                plan.header().name(),
                first.asOf(),
                freshness,
                lenses.stream().map(lens -> part(plan, nodes, lens)).toList(),
                // They name units everywhere in the plan.
                caller.seesAll(plan.campaign()) ? campaigns.findings(plan) : List.of());
    }

    private SummaryView.Part part(Plan plan, List<PlanNode> nodes, Lens lens) {
        Period period = lens.period();
        Name name = plan.header().phase(period.code()).map(Phase::name).orElse(null);
        return new SummaryView.Part(
                period.code(),
                name,
                period.from(),
                period.to(),
                due(plan, period),
                nodes.stream().map(node -> dimension(plan, node, lens)).toList());
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

    private SummaryView.Dimension dimension(Plan plan, PlanNode node, Lens lens) {
        Map<String, CommendationView> places = new HashMap<>();
        if (node.leaf() || node.children().stream().anyMatch(PlanNode::leaf)) {
            var settings = plan.header().settings();
            commendations
                    .ranking(plan, node, lens)
                    .places()
                    .forEach(
                            place -> places.put(place.candidate().unit().code(), CommendationView.of(place, settings)));
        }
        Viewer viewer = new Viewer(plan, lens);
        List<PlanNode> nodes = new ArrayList<>(List.of(node));
        nodes.addAll(node.children());
        List<SummaryView.Row> rows = new ArrayList<>();
        progress.forEach(
                plan.campaign(), nodes, (each, said) -> rows.add(row(viewer, each, said, places.get(each.code()))));
        return new SummaryView.Dimension(node.kind(), rows.get(0), List.copyOf(rows.subList(1, rows.size())));
    }

    private static SummaryView.Row row(Viewer viewer, PlanNode node, NodeProgress said, CommendationView place) {
        return new SummaryView.Row(viewer.view(node, said), viewer.reporting(node, said), place);
    }
}

package vn.campaign.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.dashboard.ReportedProgress;
import vn.campaign.dashboard.ThanhAn;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanNode;
import vn.campaign.dashboard.plan.ViewContext;

/** What must hold for any reports: a parent shows its children's sum, and a date looks the same whenever it is looked at. */
class ViewProperties {

    private static final Plan PLAN = ThanhAn.plan();
    private static final PlanNode COMMUNE = PLAN.node(ThanhAn.COMMUNE).orElseThrow();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    record Report(String unit, LocalDate date, long level1, long level2) {}

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aParentsReportedFiguresAreTheSumOfItsChildren(
            @ForAll("reports") List<Report> reports,
            @ForAll("dates") LocalDate asOf,
            @ForAll("periods") String period) {
        ViewContext context = context(period, asOf);
        NodeView parent = NodeView.of(context, null, COMMUNE, progress(reports, null));
        List<NodeView> children = COMMUNE.children().stream()
                .map(child -> NodeView.of(context, null, child, progress(reports, child.code())))
                .toList();

        assertThat(activated(parent).reportedInPeriod()).isEqualTo(sum(children, IndicatorView::reportedInPeriod));
        assertThat(activated(parent).cumulative()).isEqualTo(sum(children, IndicatorView::cumulative));
        assertThat(parent.missingDays())
                .isEqualTo(children.stream().mapToLong(NodeView::missingDays).sum());
        assertThat(parent.reportedToday())
                .isEqualTo(
                        children.get(0).reportedToday() == null
                                ? null
                                : (Boolean) children.stream().allMatch(NodeView::reportedToday));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aDateLooksTheSameWhateverIsReportedLater(
            @ForAll("reports") List<Report> reports,
            @ForAll("dates") LocalDate asOf,
            @ForAll("periods") String period) {
        List<Report> then =
                reports.stream().filter(report -> !report.date().isAfter(asOf)).toList();
        ViewContext context = context(period, asOf);
        assertThat(NodeView.of(context, null, COMMUNE, progress(reports, null)).indicators())
                .isEqualTo(NodeView.of(context, null, COMMUNE, progress(then, null))
                        .indicators());
    }

    @Provide
    Arbitrary<List<Report>> reports() {
        Arbitrary<Long> count = Arbitraries.longs().between(0, 1_000_000);
        Arbitrary<String> unit = Arbitraries.of(COMMUNE.children()).map(PlanNode::code);
        return Combinators.combine(unit, dates(), count, count)
                .as(Report::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.integers().between(-3, 100).map(LocalDate.parse("2023-06-20")::plusDays);
    }

    @Provide
    Arbitrary<String> periods() {
        return Arbitraries.of("1", "2", "all");
    }

    private static ViewContext context(String period, LocalDate asOf) {
        return new ViewContext(PLAN, PLAN.period(period).orElseThrow(), asOf, NOW);
    }

    /** The last report of a unit and date stands; {@code unit} null adds up all units. */
    private static NodeProgress progress(List<Report> reports, String unit) {
        Map<Map.Entry<String, LocalDate>, Report> standing = new HashMap<>();
        reports.forEach(report -> standing.put(Map.entry(report.unit(), report.date()), report));
        TreeMap<LocalDate, DaySum> days = new TreeMap<>();
        standing.values().stream()
                .filter(report -> unit == null || unit.equals(report.unit()))
                .forEach(report -> days.merge(
                        report.date(),
                        new DaySum(
                                Map.of("ACTIVATED_L1", report.level1(), "ACTIVATED_L2", report.level2()),
                                1,
                                1,
                                NOW,
                                NOW,
                                null),
                        ReportedProgress::plus));
        return new NodeProgress(ThanhAn.CAMPAIGN, unit, "v", null, days, null);
    }

    private static IndicatorView activated(NodeView view) {
        return view.indicators().get("ACTIVATED");
    }

    private static long sum(List<NodeView> views, ToLongFunction<IndicatorView> figure) {
        return views.stream().map(ViewProperties::activated).mapToLong(figure).sum();
    }
}

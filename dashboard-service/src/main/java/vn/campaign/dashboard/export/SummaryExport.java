package vn.campaign.dashboard.export;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.completeness.Completeness.Reports;
import vn.campaign.dashboard.export.Table.Column;
import vn.campaign.dashboard.view.IndicatorView;
import vn.campaign.dashboard.view.RankingView.CommendationView;
import vn.campaign.dashboard.view.SummaryView;

/**
 * A summary as a file in a reader's language: a block of rows for each part, closed by its total.
 *
 * @param texts gives a text of the reader's language by its key
 * @param names gives a name in the reader's language
 */
public record SummaryExport(
        SummaryView summary, List<Indicator> indicators, UnaryOperator<String> texts, Function<Name, String> names) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** One table with all units. */
    public byte[] csv() {
        return units(null).csv();
    }

    /** A workbook with a sheet for territories, one for organisations and one for the plan's findings. */
    public byte[] xlsx() {
        Map<String, Table<?>> sheets = new LinkedHashMap<>();
        sheets.put(texts.apply("dimension.TERRITORY"), units(Kind.TERRITORY));
        sheets.put(texts.apply("dimension.ORGANISATION"), units(Kind.ORGANISATION));
        sheets.put(texts.apply("findings"), findings());
        return Table.xlsx(sheets);
    }

    private record Line(SummaryView.Part part, Kind kind, SummaryView.Row row, boolean total) {}

    /** One kind of units, or all of them for null; an indicator's figure that no row has is left out. */
    private Table<Line> units(@Nullable Kind kind) {
        List<Line> lines = summary.parts().stream()
                .flatMap(part -> part.dimensions().stream()
                        .filter(dimension -> kind == null || dimension.kind() == kind)
                        .flatMap(dimension -> Stream.concat(
                                dimension.rows().stream().map(row -> new Line(part, dimension.kind(), row, false)),
                                Stream.of(new Line(part, dimension.kind(), dimension.total(), true)))))
                .toList();
        Stream<Column<Line>> figures = indicators.stream()
                .flatMap(this::figures)
                .filter(column -> lines.stream().anyMatch(line -> column.cell().apply(line) != null));
        List<Column<Line>> columns = Stream.of(unit(), figures, reports())
                .flatMap(Function.identity())
                .toList();
        String title = names.apply(summary.name()) + (kind == null ? "" : " – " + texts.apply("dimension." + kind));
        return new Table<>(title, columns, lines, Line::total);
    }

    private Stream<Column<Line>> unit() {
        return Stream.of(
                column("phase", line -> period(line.part())),
                column("asOf", line -> summary.asOf()),
                column("kind", line -> texts.apply("kind." + line.kind())),
                column("code", line -> line.row().node().code()),
                column(
                        "unit",
                        line -> (line.total() ? texts.apply("total") + ": " : "")
                                + names.apply(line.row().node().name())));
    }

    /** What an indicator was to bring, brought, and was verified to have brought. */
    private Stream<Column<Line>> figures(Indicator indicator) {
        return Stream.of(
                figure(indicator, "target", view -> view.pace().target()),
                figure(indicator, "achieved", view -> view.pace().achieved()),
                figure(indicator, "percent", view -> view.pace().percent()),
                figure(indicator, "missing", view -> view.pace().missing()),
                figure(indicator, "status", this::status),
                figure(indicator, "reportedInPeriod", IndicatorView::reportedInPeriod),
                figure(indicator, "report.cumulative", IndicatorView::cumulative),
                figure(
                        indicator,
                        "floor",
                        view -> view.floor() == null ? null : view.floor().value()),
                figure(
                        indicator,
                        "floor.achieved",
                        view -> view.floor() == null ? null : view.floor().achieved()),
                figure(indicator, "verified", view -> view.verification().verified()),
                figure(indicator, "verifiedAsOf", view -> view.verification().verifiedAsOf()),
                figure(indicator, "verifiedShare", view -> view.verification().verifiedShare()),
                figure(indicator, "gap", view -> view.verification().gap()));
    }

    private Stream<Column<Line>> reports() {
        return Stream.of(
                reports("expectedReports", Reports::expected),
                reports("onTime", Reports::onTime),
                reports("late", Reports::late),
                reports("missingDays", Reports::missing),
                reports("reportingRate", reports -> percent(reports.reportingRate())),
                reports("onTimeRate", reports -> percent(reports.onTimeRate())),
                column("rank", line -> place(line, CommendationView::rank)),
                column("rank.target", line -> place(line, CommendationView::target)),
                column("commendation", line -> place(line, this::reasons)));
    }

    private <T> Column<T> column(String key, Function<T, @Nullable Object> cell) {
        return new Column<>(texts.apply(key), cell);
    }

    private Column<Line> figure(Indicator indicator, String key, Function<IndicatorView, @Nullable Object> figure) {
        return new Column<>(
                names.apply(indicator.name()) + ": " + texts.apply(key),
                line -> figure.apply(line.row().node().indicators().get(indicator.code())));
    }

    private Column<Line> reports(String key, Function<Reports, @Nullable Object> figure) {
        return column(key, line -> figure.apply(line.row().reporting()));
    }

    /** Where the plan contradicts itself. */
    private Table<Finding> findings() {
        List<Column<Finding>> columns = List.of(
                column("finding", finding -> texts.apply("finding." + finding.code())),
                column("unit", Finding::unit),
                column("finding.figure", Finding::figure),
                column("phase", Finding::phase),
                column("finding.stated", Finding::stated),
                column("finding.computed", Finding::computed));
        String title = names.apply(summary.name()) + " – " + texts.apply("findings");
        return new Table<>(title, columns, summary.findings(), finding -> false);
    }

    private String period(SummaryView.Part part) {
        return part.name() == null ? texts.apply("phase.all") : names.apply(part.name());
    }

    private @Nullable Object status(IndicatorView view) {
        return view.pace().status() == null
                ? null
                : texts.apply("status." + view.pace().status());
    }

    private static @Nullable Object percent(@Nullable BigDecimal share) {
        return share == null ? null : share.multiply(HUNDRED);
    }

    private static <T> @Nullable T place(Line line, Function<CommendationView, T> of) {
        return line.row().commendation() == null ? null : of.apply(line.row().commendation());
    }

    private String reasons(CommendationView place) {
        return place.eligible()
                ? texts.apply("commendation.eligible")
                : place.reasons().stream()
                        .map(reason -> texts.apply("commendation." + reason))
                        .collect(Collectors.joining("; "));
    }
}

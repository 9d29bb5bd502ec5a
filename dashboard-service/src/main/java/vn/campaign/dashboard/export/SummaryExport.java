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
import vn.campaign.dashboard.export.Table.Format;
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
        Map<String, Table> sheets = new LinkedHashMap<>();
        sheets.put(texts.apply("dimension.TERRITORY"), units(Kind.TERRITORY));
        sheets.put(texts.apply("dimension.ORGANISATION"), units(Kind.ORGANISATION));
        sheets.put(texts.apply("findings"), findings());
        return Table.xlsx(sheets);
    }

    private record Line(SummaryView.Part part, Kind kind, SummaryView.Row row, boolean total) {}

    /** One kind of units, or all of them for null; an indicator's figure that no row has is left out. */
    private Table units(@Nullable Kind kind) {
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
        return Table.of(title, columns, lines, Line::total);
    }

    private Stream<Column<Line>> unit() {
        return Stream.of(
                column("phase", Format.TEXT, line -> period(line.part())),
                column("asOf", Format.DATE, line -> summary.asOf()),
                column("kind", Format.TEXT, line -> texts.apply("kind." + line.kind())),
                column("code", Format.TEXT, line -> line.row().node().code()),
                column(
                        "unit",
                        Format.TEXT,
                        line -> (line.total() ? texts.apply("total") + ": " : "")
                                + names.apply(line.row().node().name())));
    }

    /** What an indicator was to bring, brought, and was verified to have brought. */
    private Stream<Column<Line>> figures(Indicator indicator) {
        return Stream.of(
                figure(indicator, "target", Format.COUNT, view -> view.pace().target()),
                figure(indicator, "achieved", Format.COUNT, view -> view.pace().achieved()),
                figure(indicator, "percent", Format.PERCENT, view -> view.pace().percent()),
                figure(indicator, "missing", Format.COUNT, view -> view.pace().missing()),
                figure(indicator, "status", Format.TEXT, this::status),
                figure(indicator, "reportedInPeriod", Format.COUNT, IndicatorView::reportedInPeriod),
                figure(indicator, "verified", Format.COUNT, view -> view.verification()
                        .verified()),
                figure(indicator, "verifiedAsOf", Format.DATE, view -> view.verification()
                        .verifiedAsOf()),
                figure(indicator, "verifiedShare", Format.PERCENT, view -> view.verification()
                        .verifiedShare()),
                figure(indicator, "gap", Format.COUNT, view -> view.verification()
                        .gap()));
    }

    private Stream<Column<Line>> reports() {
        return Stream.of(
                reports("expectedReports", Format.COUNT, Reports::expected),
                reports("onTime", Format.COUNT, Reports::onTime),
                reports("late", Format.COUNT, Reports::late),
                reports("missingDays", Format.COUNT, Reports::missing),
                reports("reportingRate", Format.PERCENT, reports -> percent(reports.reportingRate())),
                reports("onTimeRate", Format.PERCENT, reports -> percent(reports.onTimeRate())),
                column("rank", Format.COUNT, line -> place(line, CommendationView::rank)),
                column("commendation", Format.TEXT, line -> place(line, this::reasons)));
    }

    private <T> Column<T> column(String key, Format format, Function<T, @Nullable Object> cell) {
        return new Column<>(texts.apply(key), format, cell);
    }

    private Column<Line> figure(
            Indicator indicator, String key, Format format, Function<IndicatorView, @Nullable Object> figure) {
        return new Column<>(
                names.apply(indicator.name()) + ": " + texts.apply(key),
                format,
                line -> figure.apply(line.row().node().indicators().get(indicator.code())));
    }

    private Column<Line> reports(String key, Format format, Function<Reports, @Nullable Object> figure) {
        return column(key, format, line -> figure.apply(line.row().reporting()));
    }

    /** Where the plan contradicts itself. */
    private Table findings() {
        List<Column<Finding>> columns = List.of(
                column("finding", Format.TEXT, finding -> texts.apply("finding." + finding.code())),
                column("unit", Format.TEXT, Finding::unit),
                column("finding.figure", Format.TEXT, Finding::figure),
                column("phase", Format.TEXT, Finding::phase),
                column("finding.stated", Format.COUNT, Finding::stated),
                column("finding.computed", Format.COUNT, Finding::computed));
        String title = names.apply(summary.name()) + " – " + texts.apply("findings");
        return Table.of(title, columns, summary.findings(), finding -> false);
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

package vn.campaign.dashboard.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.completeness.Reports;
import vn.campaign.dashboard.export.Table.Column;
import vn.campaign.dashboard.export.Table.Format;
import vn.campaign.dashboard.view.CommendationView;
import vn.campaign.dashboard.view.IndicatorView;
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

    /** One table with all units: UTF-8 with a byte order mark, by which spreadsheets know the encoding. */
    public byte[] csv() {
        return CsvFile.of(units(null));
    }

    /** A workbook with a sheet for territories, one for organisations and one for the plan's findings. */
    public byte[] xlsx() {
        return new XlsxFile()
                .sheet(texts.apply("dimension.TERRITORY"), units(Kind.TERRITORY))
                .sheet(texts.apply("dimension.ORGANISATION"), units(Kind.ORGANISATION))
                .sheet(texts.apply("findings"), findings())
                .bytes();
    }

    /** One kind of units, or all of them for null; a figure that no row has is left out. */
    private Table units(@Nullable Kind kind) {
        List<Line> lines = summary.parts().stream()
                .flatMap(part -> part.dimensions().stream()
                        .filter(dimension -> kind == null || dimension.kind() == kind)
                        .flatMap(dimension -> Stream.concat(
                                dimension.rows().stream().map(row -> new Line(part, dimension.kind(), row, false)),
                                Stream.of(new Line(part, dimension.kind(), dimension.total(), true)))))
                .toList();
        List<Figure> figures = figures().stream()
                .filter(figure -> figure.always()
                        || lines.stream().anyMatch(line -> figure.of().apply(line) != null))
                .toList();
        String heading = kind == null ? "" : " – " + texts.apply("dimension." + kind);
        return new Table(
                names.apply(summary.name()) + heading,
                figures.stream().map(Figure::column).toList(),
                lines.stream()
                        .map(line -> new Table.Row(
                                line.total(),
                                figures.stream()
                                        .map(figure -> figure.of().apply(line))
                                        .toList()))
                        .toList());
    }

    /** Where the plan contradicts itself. */
    private Table findings() {
        List<Column> columns = Stream.of(
                        "finding", "unit", "finding.figure", "phase", "finding.stated", "finding.computed")
                .map(key -> new Column(
                        texts.apply(key),
                        key.endsWith("stated") || key.endsWith("computed") ? Format.COUNT : Format.TEXT))
                .toList();
        List<Table.Row> rows = summary.findings().stream()
                .map(finding -> new Table.Row(false, cells(finding)))
                .toList();
        return new Table(names.apply(summary.name()) + " – " + texts.apply("findings"), columns, rows);
    }

    private List<@Nullable Object> cells(Finding finding) {
        return Arrays.asList(
                texts.apply("finding." + finding.code()),
                finding.unit(),
                finding.figure(),
                finding.phase(),
                finding.stated(),
                finding.computed());
    }

    private record Line(SummaryView.Part part, Kind kind, SummaryView.Row row, boolean total) {}

    /** A column and where its cells come from; {@code always} also when all of them are empty. */
    private record Figure(Column column, boolean always, Function<Line, Object> of) {}

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        add(figures, "phase", Format.TEXT, line -> period(line.part()));
        add(figures, "asOf", Format.DATE, line -> summary.asOf());
        add(figures, "kind", Format.TEXT, line -> texts.apply("kind." + line.kind()));
        add(figures, "code", Format.TEXT, line -> line.row().node().code());
        add(
                figures,
                "unit",
                Format.TEXT,
                line -> (line.total() ? texts.apply("total") + ": " : "")
                        + names.apply(line.row().node().name()));
        indicators.forEach(indicator -> add(figures, indicator));
        addReports(figures, "expectedReports", Format.COUNT, Reports::expected);
        addReports(figures, "onTime", Format.COUNT, Reports::onTime);
        addReports(figures, "late", Format.COUNT, Reports::late);
        addReports(figures, "missingDays", Format.COUNT, Reports::missing);
        addReports(figures, "reportingRate", Format.PERCENT, reports -> percent(reports.reportingRate()));
        addReports(figures, "onTimeRate", Format.PERCENT, reports -> percent(reports.onTimeRate()));
        add(figures, "rank", Format.COUNT, line -> place(line, CommendationView::rank));
        add(figures, "commendation", Format.TEXT, line -> place(line, this::reasons));
        return figures;
    }

    private void add(List<Figure> figures, String key, Format format, Function<Line, Object> of) {
        figures.add(new Figure(new Column(texts.apply(key), format), true, of));
    }

    private void addReports(List<Figure> figures, String key, Format format, Function<Reports, Object> of) {
        add(figures, key, format, line -> of.apply(line.row().reporting()));
    }

    /** What an indicator was to bring, brought, and was verified to have brought. */
    private void add(List<Figure> figures, Indicator indicator) {
        add(figures, indicator, "target", Format.COUNT, view -> view.pace().target());
        add(figures, indicator, "achieved", Format.COUNT, view -> view.pace().achieved());
        add(figures, indicator, "percent", Format.PERCENT, view -> view.pace().percent());
        add(figures, indicator, "missing", Format.COUNT, view -> view.pace().missing());
        add(figures, indicator, "status", Format.TEXT, view -> status(view));
        add(figures, indicator, "reportedInPeriod", Format.COUNT, IndicatorView::reportedInPeriod);
        add(figures, indicator, "verified", Format.COUNT, view -> view.verification()
                .verified());
        add(figures, indicator, "verifiedAsOf", Format.DATE, view -> view.verification()
                .verifiedAsOf());
        add(figures, indicator, "verifiedShare", Format.PERCENT, view -> view.verification()
                .verifiedShare());
        add(figures, indicator, "gap", Format.COUNT, view -> view.verification().gap());
    }

    private void add(
            List<Figure> figures, Indicator indicator, String key, Format format, Function<IndicatorView, Object> of) {
        figures.add(new Figure(
                new Column(names.apply(indicator.name()) + ": " + texts.apply(key), format),
                false,
                line -> of.apply(line.row().node().indicators().get(indicator.code()))));
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
                : String.join(
                        "; ",
                        place.reasons().stream()
                                .map(reason -> texts.apply("commendation." + reason))
                                .toList());
    }
}

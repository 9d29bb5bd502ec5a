package vn.campaign.dashboard.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.export.Table.Column;
import vn.campaign.dashboard.export.Table.Format;
import vn.campaign.dashboard.view.CommendationView;
import vn.campaign.dashboard.view.IndicatorView;
import vn.campaign.dashboard.view.SummaryView;

/** Lays a summary out as tables: a block of rows for each part, closed by its total. */
final class SummaryTables {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final SummaryView summary;
    private final List<Indicator> indicators;
    private final UnaryOperator<String> texts;
    private final Function<Name, String> names;

    /**
     * Nothing is laid out yet.
     *
     * @param texts gives a text of the reader's language by its key
     * @param names gives a name in the reader's language
     */
    SummaryTables(
            SummaryView summary,
            List<Indicator> indicators,
            UnaryOperator<String> texts,
            Function<Name, String> names) {
        this.summary = summary;
        this.indicators = indicators;
        this.texts = texts;
        this.names = names;
    }

    /** One kind of units, or all of them for null; a figure that no row has is left out. */
    Table units(@Nullable Kind kind) {
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
    Table findings() {
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

    private List<Object> cells(Finding finding) {
        List<Object> cells = new ArrayList<>();
        cells.add(texts.apply("finding." + finding.code()));
        cells.add(finding.unit());
        cells.add(finding.figure());
        cells.add(finding.phase());
        cells.add(finding.stated());
        cells.add(finding.computed());
        return cells;
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
        add(figures, "expectedReports", Format.COUNT, line -> line.row()
                .reporting()
                .expected());
        add(figures, "onTime", Format.COUNT, line -> line.row().reporting().onTime());
        add(figures, "late", Format.COUNT, line -> line.row().reporting().late());
        add(figures, "missingDays", Format.COUNT, line -> line.row().reporting().missing());
        add(
                figures,
                "reportingRate",
                Format.PERCENT,
                line -> percent(line.row().reporting().reportingRate()));
        add(
                figures,
                "onTimeRate",
                Format.PERCENT,
                line -> percent(line.row().reporting().onTimeRate()));
        add(figures, "rank", Format.COUNT, line -> place(line, CommendationView::rank));
        add(figures, "commendation", Format.TEXT, line -> place(line, this::reasons));
        return figures;
    }

    private void add(List<Figure> figures, String key, Format format, Function<Line, Object> of) {
        figures.add(new Figure(new Column(texts.apply(key), format), true, of));
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

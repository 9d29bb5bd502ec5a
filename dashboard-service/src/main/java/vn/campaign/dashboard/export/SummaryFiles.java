package vn.campaign.dashboard.export;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;
import vn.campaign.dashboard.view.SummaryView;

/** A summary as a file, in a reader's language. */
public final class SummaryFiles {

    private final SummaryTables tables;
    private final UnaryOperator<String> texts;

    /**
     * Nothing is written yet.
     *
     * @param texts gives a text of the reader's language by its key
     * @param names gives a name in the reader's language
     */
    public SummaryFiles(
            SummaryView summary,
            List<Indicator> indicators,
            UnaryOperator<String> texts,
            Function<Name, String> names) {
        this.tables = new SummaryTables(summary, indicators, texts, names);
        this.texts = texts;
    }

    /** One table with all units: UTF-8 with a byte order mark, by which spreadsheets know the encoding. */
    public byte[] csv() {
        return CsvFile.of(tables.units(null));
    }

    /** A workbook with a sheet for territories, one for organisations and one for the plan's findings. */
    public byte[] xlsx() {
        return new XlsxFile()
                .sheet(texts.apply("dimension.TERRITORY"), tables.units(Kind.TERRITORY))
                .sheet(texts.apply("dimension.ORGANISATION"), tables.units(Kind.ORGANISATION))
                .sheet(texts.apply("findings"), tables.findings())
                .bytes();
    }
}

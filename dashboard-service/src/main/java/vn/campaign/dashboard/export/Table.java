package vn.campaign.dashboard.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a file shows it.
 *
 * @param title what the table is, with its dates
 * @param rows in order
 */
record Table(String title, List<Column> columns, List<Row> rows) {

    /** A column's heading and how its numbers are written. */
    record Column(String heading, Format format) {}

    /** How numbers of a column are written. */
    enum Format {
        TEXT,
        COUNT,
        /** Percent, one decimal. */
        PERCENT,
        DATE
    }

    /**
     * One row.
     *
     * @param total whether it is a total
     * @param cells a text, a number, a date or null for each column
     */
    record Row(boolean total, List<@Nullable Object> cells) {}
}

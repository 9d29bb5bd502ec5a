package vn.campaign.benchmarks;

import java.util.Locale;

/** A Markdown table that is written row by row. */
final class Table {

    private final Output output;

    Table(Output output, String title, String... columns) {
        this.output = output;
        output.line("\n## " + title + "\n");
        output.line("| " + String.join(" | ", columns) + " |");
        output.line("|" + "---|".repeat(columns.length));
    }

    void row(String format, Object... values) {
        output.line("| " + String.format(Locale.ROOT, format, values) + " |");
    }

    void note(String format, Object... values) {
        output.line("\n" + String.format(Locale.ROOT, format, values));
    }
}

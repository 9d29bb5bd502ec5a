package vn.campaign.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table that is printed while it grows. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String title, String... columns) {
        add("\n## " + title + "\n");
        add("| " + String.join(" | ", columns) + " |");
        add("|" + "---|".repeat(columns.length));
    }

    void row(String format, Object... values) {
        add("| " + String.format(Locale.ROOT, format, values) + " |");
    }

    void note(String format, Object... values) {
        add("\n" + String.format(Locale.ROOT, format, values));
    }

    private void add(String line) {
        lines.add(line);
        System.out.println(line);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}

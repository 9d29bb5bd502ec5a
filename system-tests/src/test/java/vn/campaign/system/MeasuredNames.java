package vn.campaign.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.campaign.contract.ContractJson;

/** The campaign's metrics: as docs/operations.md has them, as a service tells them, and as operators ask for them. */
final class MeasuredNames {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("campaign_[a-z_]+");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /**
     * One metric.
     *
     * @param labels those of its series
     */
    record Metric(String type, Set<String> labels) {}

    private MeasuredNames() {}

    /** The rows of a service's table: name, type, labels, meaning, who asks for it. */
    static List<List<String>> table(String service) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/operations.md"));
        String section = text.substring(text.indexOf("\n### " + service + "\n") + 5);
        return section.substring(0, section.indexOf("\n### "))
                .lines()
                .filter(line -> line.startsWith("| `campaign_"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    static SortedMap<String, Metric> documented(String service) throws IOException {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        table(service).forEach(row -> metrics.put(row.get(0), new Metric(row.get(1), words(row.get(2), ","))));
        return metrics;
    }

    /** What a service tells Prometheus of its own; the largest of recent times stands beside each histogram. */
    static SortedMap<String, Metric> told(List<String> scrape) {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        for (String line : scrape) {
            if (line.startsWith("# TYPE campaign_") && !line.contains("_max ")) {
                String[] words = line.split(" ");
                metrics.put(words[2], new Metric(words[3], new HashSet<>()));
            }
        }
        for (String line : scrape) {
            if (line.startsWith("campaign_")) {
                String name = line.split("[{ ]")[0];
                Metric metric = metrics.getOrDefault(name, metrics.get(family(name)));
                if (metric != null) {
                    metric.labels().addAll(labels(line));
                }
            }
        }
        return metrics;
    }

    private static Set<String> labels(String series) {
        return LABEL.matcher(series.replaceAll("\\} .*", ""))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toSet());
    }

    /** Who asks for each metric: alerts, and the panels of dashboards by their titles. */
    static Map<String, SortedSet<String>> askedFor() throws IOException {
        Map<String, SortedSet<String>> asking = new TreeMap<>();
        String alert = null;
        for (String line : Files.readAllLines(ROOT.resolve("deploy/prometheus/alerts.yml"))) {
            alert = line.contains("- alert: ") ? "alert " + line.substring(line.indexOf(": ") + 2) : alert;
            note(asking, line, alert);
        }
        for (String board : List.of("business", "system")) {
            Path file = ROOT.resolve("deploy/grafana/dashboards/" + board + ".json");
            for (JsonNode panel : ContractJson.mapper().readTree(file.toFile()).get("panels")) {
                panel.get("targets")
                        .forEach(target -> note(
                                asking,
                                target.get("expr").asString(),
                                panel.get("title").asString()));
            }
        }
        return asking;
    }

    private static void note(Map<String, SortedSet<String>> asking, String query, String who) {
        Matcher names = NAME.matcher(query);
        names.results().map(MatchResult::group).forEach(name -> asking.computeIfAbsent(
                        family(name), any -> new TreeSet<>())
                .add(who));
    }

    static SortedSet<String> words(String cell, String separator) {
        return Stream.of(cell.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String family(String series) {
        return PART.matcher(series).replaceAll("");
    }
}

package vn.campaign.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code ./bench} was asked to measure. */
final class Options {

    private static final String USAGE =
            """
            Usage: ./bench [--NAME VALUE]...

            Starts the real services on the real broker and store, each a process of its own, measures them beside their
            limits and their peers, and prints Markdown tables.

              --only          some of intake,bulk,freshness,counting,reading,rush (default: all)
              --rounds        how often each is measured, in turns; the medians are printed (3)
              --warm-up       seconds of load before anything is measured (60)
              --seconds       seconds of each measurement (10)
              --events        events to count, after as many to warm up (200000)
              --lines         lines of a bulk request (1000000)
              --nation        the children of each node of the rush's campaign, level by level (25,100,100)
              --rush-seconds  in which each of its units reports once (300)
              --java-options  of the services and of what they are compared with (-Xmx1g -XX:+UseParallelGC)
              --out           the file that gets the tables too (target/benchmarks.md, in system-tests)""";

    private final Map<String, String> values = new HashMap<>(Map.of(
            "only", "intake,bulk,freshness,counting,reading,rush",
            "rounds", "3",
            "warm-up", "60",
            "seconds", "10",
            "events", "200000",
            "lines", "1000000",
            "nation", "25,100,100",
            "rush-seconds", "300",
            "java-options", "-Xmx1g -XX:+UseParallelGC",
            "out", "target/benchmarks.md"));

    private Options() {}

    /** @throws IllegalArgumentException that says how to call it */
    static Options parse(String... arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!options.values.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(USAGE);
            }
            options.values.put(name, arguments[i + 1]);
        }
        return options;
    }

    boolean wants(String part) {
        return List.of(text("only").split(",")).contains(part);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    List<Integer> numbers(String name) {
        return Stream.of(text(name).split(",")).map(Integer::valueOf).toList();
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    /** The words of a value. */
    List<String> list(String name) {
        return List.of(text(name).split(" "));
    }

    String text(String name) {
        return values.get(name);
    }
}

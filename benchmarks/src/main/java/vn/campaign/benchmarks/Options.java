package vn.campaign.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.campaign.testing.Arguments;

/** The command line of {@code ./bench}. */
final class Options extends Arguments {

    private static final String USAGE =
            """
            Usage: ./bench [--NAME VALUE]...

            Starts the services, the broker and the store, each in its own process, measures the services against their
            limits and their peers, and prints Markdown tables.

              --only          some of %s (default: all)
              --rounds        how often each is measured, in turn; the medians are printed (3)
              --warm-up       seconds of load before anything is measured (60)
              --seconds       seconds of each measurement (10)
              --events        events to count (200000)
              --warm-up-events  events of another campaign that are counted before (1000000)
              --day           the day of a campaign on which counting is measured beside its first (90)
              --growth        events on the topic at each measurement of counting (100000,1000000,10000000)
              --reports       reports behind the views of 2,526 units (10000000); a tenth behind smaller campaigns
                              and behind 2,500 children of one node, a fortieth behind the nation
              --campaigns     campaigns to count and to read: 20 units, 200 children of one node, 2,526 units, 2,500 children
                              of one node, the nation (xa,tram,huyen,rong,nuoc)
              --lines         lines of a bulk request (1000000)
              --streams       concurrent event streams (1000)
              --nation        the children of each node of the largest campaign, level by level (25,100,100)
              --rush-seconds  time in which each unit of the nation reports once (300)
              --java-options  of the services and of their peers (-Xmx1g -XX:+UseParallelGC)
              --previous      a built checkout of an earlier version, whose intake is measured in turn with this one's
              --java25        home of a JDK 25 or later for the footprint (the first such below /usr/lib/jvm)
              --out           a file for a copy of the tables (target/benchmarks.md, in benchmarks)"""
                    .formatted(Part.names());

    private final List<Part> parts;

    /** @throws IllegalArgumentException whose message explains the usage */
    Options(String... arguments) {
        super(
                USAGE,
                Map.ofEntries(
                        Map.entry("only", Part.names()),
                        Map.entry("rounds", "3"),
                        Map.entry("warm-up", "60"),
                        Map.entry("seconds", "10"),
                        Map.entry("events", "200000"),
                        Map.entry("warm-up-events", "1000000"),
                        Map.entry("day", "90"),
                        Map.entry("growth", "100000,1000000,10000000"),
                        Map.entry("reports", "10000000"),
                        Map.entry("campaigns", "xa,tram,huyen,rong,nuoc"),
                        Map.entry("lines", "1000000"),
                        Map.entry("streams", "1000"),
                        Map.entry("nation", "25,100,100"),
                        Map.entry("rush-seconds", "300"),
                        Map.entry("java-options", "-Xmx1g -XX:+UseParallelGC"),
                        Map.entry("previous", ""),
                        Map.entry("java25", ""),
                        Map.entry("out", "target/benchmarks.md")),
                arguments);
        this.parts = chosen("only", Part.values());
    }

    List<Part> parts() {
        return parts;
    }

    List<Integer> numbers(String name) {
        return Stream.of(text(name).split(",")).map(Integer::valueOf).toList();
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    boolean chosen(Campaign campaign) {
        return List.of(text("campaigns").split(",")).contains(campaign.code());
    }

    /** The words of an option's value. */
    List<String> list(String name) {
        return List.of(text(name).split(" "));
    }
}

package vn.campaign.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What {@code ./faults} was asked to do. */
final class Options {

    private static final String USAGE =
            """
            Usage: ./faults [--NAME VALUE]...

            Starts the whole system, each part a process of its own, and lets faults strike one after the other while
            reports come. After each it compares every figure with what was acknowledged, and stops where one is wrong.

              --seed     of everything that is random (a new one; it is printed)
              --minutes  after which no further fault strikes (10)
              --only     some of %s
                         (default: all)
              --previous a checkout of an earlier version that was built, for upgrade; without it there is none"""
                    .formatted(Fault.names());

    private final Map<String, String> values = new HashMap<>(Map.of(
            "seed",
            String.valueOf(new Random().nextInt(1_000_000)),
            "minutes",
            "10",
            "only",
            Fault.names(),
            "previous",
            ""));

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
        if (options.faults().size() != options.wanted().size()) {
            throw new IllegalArgumentException(USAGE);
        }
        return options;
    }

    long seed() {
        return Long.parseLong(values.get("seed"));
    }

    long minutes() {
        return Long.parseLong(values.get("minutes"));
    }

    /** The earlier version's checkout, or null. */
    Path previous() {
        String given = values.get("previous");
        return given.isEmpty() ? null : Path.of(given).toAbsolutePath();
    }

    List<Fault> faults() {
        return Stream.of(Fault.values())
                .filter(fault -> wanted().contains(fault.toString()))
                .toList();
    }

    private List<String> wanted() {
        return List.of(values.get("only").split(","));
    }
}

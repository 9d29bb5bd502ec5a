package vn.campaign.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.campaign.testing.Arguments;

/** What {@code ./faults} was asked to do. */
final class Options extends Arguments {

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

    private final List<Fault> faults;

    /** @throws IllegalArgumentException that says how to call it */
    Options(String... arguments) {
        super(
                USAGE,
                Map.of(
                        "seed",
                        String.valueOf(new Random().nextInt(1_000_000)),
                        "minutes",
                        "10",
                        "only",
                        Fault.names(),
                        "previous",
                        ""),
                arguments);
        this.faults = chosen("only", Fault.values());
    }

    List<Fault> faults() {
        return faults;
    }

    /** The earlier version's checkout, or null. */
    Path previous() {
        String given = text("previous");
        return given.isEmpty() ? null : Path.of(given).toAbsolutePath();
    }
}

package vn.campaign.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.campaign.testing.Arguments;

/** The command line of {@code ./faults}. */
final class Options extends Arguments {

    private static final String USAGE =
            """
            Usage: ./faults [--NAME VALUE]...

            Starts the whole system, each part in its own process, and injects one fault after the other while reports
            arrive and the plan changes. After each fault it compares every figure with what was acknowledged, audits,
            and stops at the first difference.

              --seed     seed of all random choices (a new one, which is printed)
              --minutes  after which no further fault is injected (10)
              --only     faults to inject: some of %s
                         (default: all)
              --previous a built checkout of an earlier version, for upgrade; without it upgrade is left out"""
                    .formatted(Fault.names());

    private final List<Fault> faults;

    /** @throws IllegalArgumentException whose message explains the usage */
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

    /** The checkout of the earlier version, if one is given. */
    @Nullable
    Path previous() {
        String given = text("previous");
        return given.isEmpty() ? null : Path.of(given).toAbsolutePath();
    }
}

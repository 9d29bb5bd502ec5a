package vn.campaign.faults;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

              --scenario faults, or one of these:
                         restarts: kills a part of ./start every ten seconds; each must be started again and told once
                         outages: prints what is logged, and the cores that are taken, at rest and without each part
              --seed     seed of all random choices (a new one, which is printed)
              --minutes  after which no further fault is injected (10)
              --only     faults to inject: some of %s
                         (default: all)
              --previous a built checkout of an earlier version, for upgrade; without it upgrade is left out"""
                    .formatted(Fault.names());

    /** What a run does. */
    enum Scenario {
        FAULTS,
        RESTARTS,
        OUTAGES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Fault> faults;
    private final Scenario scenario;

    /** @throws IllegalArgumentException whose message explains the usage */
    Options(String... arguments) {
        super(
                USAGE,
                Map.of(
                        "scenario",
                        Scenario.FAULTS.toString(),
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
        this.scenario = chosen("scenario", Scenario.values()).get(0);
    }

    Scenario scenario() {
        return scenario;
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

package vn.campaign.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Injects faults into the whole system for some minutes, and fails if a figure is wrong: {@code ./faults}. */
public final class Faults {

    private static final int MAX_MILLIS = 8000;

    private Faults() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = new Options(arguments);
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("seed " + options.number("seed"));
        boolean failed = false;
        try {
            switch (options.scenario()) {
                case FAULTS -> inject(options);
                case RESTARTS ->
                    Restarts.run(new Random(options.number("seed")), Duration.ofMinutes(options.number("minutes")));
                case OUTAGES -> Outages.measure();
            }
        } catch (IOException | RuntimeException | AssertionError failure) {
            failed = true;
            failure.printStackTrace();
        }
        // The HTTP clients' threads would keep the process for a while.
        System.exit(failed ? 1 : 0);
    }

    private static void inject(Options options) {
        try (Run run = new Run("faults", options.number("seed"), options.previous())) {
            try {
                strike(options, run);
            } finally {
                run.report();
            }
        }
    }

    /** Injects all faults, round after round in a new random order, until time is up. */
    private static void strike(Options options, Run run) {
        long end = System.nanoTime()
                + Duration.ofMinutes(options.number("minutes")).toNanos();
        for (boolean first = true; System.nanoTime() < end; first = false) {
            List<Strike> turn = turn(options, run);
            Collections.shuffle(turn, run.random());
            for (Strike strike : turn) {
                if (System.nanoTime() < end) {
                    run.round(strike, MAX_MILLIS, true);
                    run.audit();
                } else if (first) {
                    run.notReached(strike);
                }
            }
        }
    }

    private static List<Strike> turn(Options options, Run run) {
        List<Strike> turn = new ArrayList<>();
        for (Fault fault : options.faults()) {
            List<Strike> strikes = fault.strikes(run.site(), run.random());
            turn.addAll(strikes);
            if (strikes.isEmpty()) {
                run.impossible(fault);
            }
        }
        return turn;
    }
}

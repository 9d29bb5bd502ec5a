package vn.campaign.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Kills one part of {@code ./start} after the other under load. Each must be started again and be told once, and what was
 * acknowledged be counted once.
 */
final class Restarts {

    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final String TOLD = "ended by itself";
    private static final int PARTS = 6;

    private Restarts() {}

    /** @throws IllegalStateException when something is lost, doubled or told otherwise */
    static void run(Random random, Duration duration) throws IOException {
        try (StartedSystem system = new StartedSystem()) {
            // So that a writer needs no identity provider while that is down.
            system.token("leader");
            int kills = kill(system, random, duration);
            await().atMost(RECOVERY).until(() -> system.parts().size() == PARTS);
            system.awaitReady();
            await().atMost(RECOVERY).ignoreExceptions().until(() -> Verdict.settled(system));
            Verdict verdict = Verdict.of(system);
            List<String> told =
                    system.output().lines().filter(line -> line.contains(TOLD)).toList();
            told.forEach(System.out::println);
            System.out.printf(
                    "%d kills, %d restarts told, %,d reports acknowledged, %,d counted, %d lost, %d doubled%n",
                    kills, told.size(), system.ledger.size(), verdict.counted(), verdict.lost(), verdict.doubled());
            List<String> wrong = new ArrayList<>(verdict.wrong());
            if (told.size() != kills) {
                wrong.add("%d kills were told %d times".formatted(kills, told.size()));
            }
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("Wrong:\n  " + String.join("\n  ", wrong));
            }
        }
    }

    private static Instant started(ProcessHandle part) {
        return part.info().startInstant().orElse(Instant.EPOCH);
    }

    private static int kill(StartedSystem system, Random random, Duration duration) {
        int kills = 0;
        try (Load load = new Load(system, random)) {
            load.awaitMore(1);
            for (long end = System.nanoTime() + duration.toNanos(); System.nanoTime() < end; kills++) {
                // The one that has run longest, so that each has its turn.
                Collections.min(system.parts(), Comparator.comparing(Restarts::started))
                        .destroyForcibly();
                Run.pause(BETWEEN.toMillis());
            }
            load.awaitMore(100);
        }
        return kills;
    }
}

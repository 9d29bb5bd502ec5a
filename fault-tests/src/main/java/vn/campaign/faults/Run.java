package vn.campaign.faults;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import vn.campaign.faults.Ledger.Acknowledged;

/** Injects faults one after the other under load, with a verdict after each. */
final class Run implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofMinutes(2);

    /** What an interrupted change of the plan left to recompute is found after a minute, within another, and so is a plan. */
    private static final Duration RECOMPUTED = Duration.ofMinutes(4);

    private static final int RECEIPTS = 200;
    private static final int MAX_BEFORE = 300;
    private static final int AFTER = 100;

    private final Site site;
    private final Viewer viewer;
    private final Random random;
    private final long started = System.nanoTime();
    private final Map<String, Map<String, Integer>> struck = new TreeMap<>();
    private final Set<String> notRun = new TreeSet<>();
    private Verdict verdict;
    private Duration longest = Duration.ZERO;

    /** @param previous as for {@link Site} */
    Run(String name, long seed, @Nullable Path previous) {
        random = new Random(seed);
        site = new Site(name, previous).start();
        viewer = new Viewer(site);
        verdict = Verdict.of(site);
    }

    Site site() {
        return site;
    }

    Random random() {
        return random;
    }

    /**
     * Lets one fault strike at a random moment and last for a while, ends its cause, and looks at everything.
     *
     * @param longestMillis how long it lasts at most
     * @param planning whether the plan changes meanwhile
     * @throws IllegalStateException when something is wrong afterwards, or does not heal
     */
    void round(Strike strike, int longestMillis, boolean planning) {
        try (Load load = new Load(site, random);
                Planner planner = new Planner(site, random)) {
            if (planning) {
                planner.start();
            }
            load.awaitMore(1 + random.nextInt(MAX_BEFORE));
            say("%s: %s", strike.what(), strike.where());
            strike.begin().run();
            pause(random.nextInt(longestMillis));
            strike.end().run();
            long ended = System.nanoTime();
            load.awaitMore(AFTER);
            viewer.awaitUpdate();
            site.awaitReady();
            say("  serves again %.1f s later", seconds(ended));
        }
        struck.computeIfAbsent(strike.what(), any -> new TreeMap<>()).merge(strike.where(), 1, Integer::sum);
        long loadEnded = System.nanoTime();
        judge();
        Duration took = Duration.ofNanos(System.nanoTime() - loadEnded);
        longest = took.compareTo(longest) > 0 ? took : longest;
        say(
                "  %,d acknowledged, %,d counted %.1f s after the last",
                site.ledger.size(), verdict.counted(), seconds(loadEnded));
    }

    /** @throws AssertionError when an audit finds a difference */
    void audit() {
        site.system.audit();
    }

    private void judge() {
        boolean settled = settles();
        verdict = Verdict.of(site);
        if (settled && !verdict.right()) {
            becomesRight();
        }
        List<Acknowledged> recent = new ArrayList<>(site.ledger.sinceVerdict());
        Collections.shuffle(recent, random);
        recent.stream().limit(RECEIPTS).forEach(verdict::receipt);
        site.ledger.verdictGiven();
        if (!settled || !verdict.right()) {
            throw new IllegalStateException(
                    (settled ? "Wrong:\n  " : "Not counted in time:\n  ") + String.join("\n  ", verdict.wrong()));
        }
    }

    private void becomesRight() {
        try {
            await().atMost(RECOMPUTED).pollInterval(Duration.ofSeconds(1)).until(() -> {
                verdict = Verdict.of(site);
                return verdict.right();
            });
        } catch (ConditionTimeoutException stuck) {
            // The last verdict says what is wrong.
        }
    }

    private boolean settles() {
        try {
            await().atMost(RECOVERY).ignoreExceptions().until(() -> Verdict.settled(site));
            return true;
        } catch (ConditionTimeoutException stuck) {
            return false;
        }
    }

    void impossible(Fault fault) {
        notRun.add(fault + ", which cannot be done here");
    }

    void notReached(Strike strike) {
        if (!struck.getOrDefault(strike.what(), Map.of()).containsKey(strike.where())) {
            notRun.add("%s of %s, for lack of time".formatted(strike.what(), strike.where()));
        }
    }

    /** Prints the injected faults and the result, as Markdown. */
    void report() {
        System.out.println("\n| what | how often | where |\n|---|---|---|");
        struck.forEach((what, where) -> System.out.printf("| %s | %d | %s |%n", what, sum(where), list(where)));
        System.out.println("\nNot run: " + (notRun.isEmpty() ? "nothing" : String.join("; ", notRun)) + ".");
        System.out.println("\n| reports | |\n|---|---|");
        row("acknowledged", site.ledger.size());
        row("sent again, in doubt or on purpose", site.ledger.timesSentAgain());
        row("changes of the plan meanwhile", site.plan.changes());
        row("counted", verdict.counted());
        row("lost", verdict.lost());
        row("doubled", verdict.doubled());
        row("invented", verdict.invented());
        row("figures or receipts that differ", verdict.wrong().size());
        row("seconds, at most, from the last report to the right figures", longest.toSeconds());
    }

    private static int sum(Map<String, Integer> where) {
        return where.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String list(Map<String, Integer> where) {
        return where.entrySet().stream()
                .map(each -> each.getValue() == 1 ? each.getKey() : each.getKey() + " × " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void row(String what, long number) {
        System.out.printf(Locale.ROOT, "| %s | %,d |%n", what, number);
    }

    private void say(String format, Object... values) {
        long passed = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        System.out.printf(Locale.ROOT, "%02d:%02d ", passed / 60, passed % 60);
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Waits: the duration of a fault is not a condition to wait for. */
    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        viewer.close();
        site.close();
    }
}

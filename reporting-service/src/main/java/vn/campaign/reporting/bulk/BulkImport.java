package vn.campaign.reporting.bulk;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.reporting.format.BodyRefusedException;
import vn.campaign.reporting.format.Line;
import vn.campaign.reporting.format.Lines;
import vn.campaign.reporting.intake.Outcome;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.intake.SubmissionChecker;
import vn.campaign.web.access.Caller;

/**
 * Imports a bulk request line by line. A good line is published whatever the others are; where observedAt is stated, the
 * request is idempotent.
 */
public final class BulkImport {

    private final SubmissionChecker checker;
    private final int maxLines;
    private final int maxInFlight;
    /** How many lines more all requests together may remember. */
    private final AtomicLong memory;

    /**
     * @param maxLines of one request
     * @param memory how many lines all requests together may remember
     * @param maxInFlight events of one request that may await their acknowledgement
     */
    public BulkImport(SubmissionChecker checker, int maxLines, long memory, int maxInFlight) {
        this.checker = checker;
        this.maxLines = maxLines;
        this.memory = new AtomicLong(memory);
        this.maxInFlight = maxInFlight;
    }

    /**
     * Reads to the end, blocking the thread, and returns when all that was accepted is acknowledged.
     *
     * @param caller who sent it; lines for others' units are refused
     * @param received when the request came; the observedAt of every line that states none
     * @param refused told of each refusal
     * @param publish completes when the event is acknowledged
     * @throws BodyRefusedException at the first line too many
     * @throws java.util.concurrent.CompletionException when an event was not acknowledged
     * @throws RejectedExecutionException when other requests remember too many lines
     */
    public ImportSummary run(
            Caller caller,
            String campaign,
            Lines lines,
            Instant received,
            Consumer<Rejected> refused,
            Function<ActivationEvent, CompletableFuture<?>> publish)
            throws IOException, InterruptedException {
        var seen = new SeenSubmissions();
        try {
            return run(caller, campaign, lines, received, seen, refused, new InFlight(publish, maxInFlight));
        } finally {
            memory.addAndGet(seen.size());
        }
    }

    private ImportSummary run(
            Caller caller,
            String campaign,
            Lines lines,
            Instant received,
            SeenSubmissions seen,
            Consumer<Rejected> refused,
            InFlight inFlight)
            throws IOException, InterruptedException {
        var summary = new ImportSummary.Builder();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (summary.received() == maxLines) {
                inFlight.await();
                throw tooLarge(summary.accepted());
            }
            Outcome outcome = firstOnly(outcome(caller, campaign, line, received), seen);
            if (outcome instanceof Accepted accepted) {
                if (memory.decrementAndGet() < 0) {
                    throw new RejectedExecutionException("too many lines are remembered");
                }
                summary.accept();
                inFlight.publish(accepted.event());
            } else if (outcome instanceof Rejected rejected) {
                summary.reject(line.number(), rejected);
                refused.accept(rejected);
            }
        }
        inFlight.await();
        return summary.build();
    }

    private Outcome outcome(Caller caller, String campaign, Line line, Instant received) {
        return line.submission() == null
                ? line.refusal()
                : checker.check(caller, campaign, line.submission(), received);
    }

    /** Of submissions that the merge could not tell apart the first is kept, however the others differ from it. */
    private static Outcome firstOnly(Outcome outcome, SeenSubmissions seen) {
        return outcome instanceof Accepted accepted && !seen.add(accepted.event())
                ? new Rejected(RefusalCode.DUPLICATE_LINE, null, "An earlier line states the same unit, day and time.")
                : outcome;
    }

    private BodyRefusedException tooLarge(long accepted) {
        return new BodyRefusedException(
                RefusalCode.TOO_LARGE,
                null,
                "At most %,d lines are read; of those before, %,d were accepted, and sending them again does no harm."
                        .formatted(maxLines, accepted));
    }

    /** Publishes events as fast as they are acknowledged: never more than so many are under way. */
    private static final class InFlight {

        private final Function<ActivationEvent, CompletableFuture<?>> publish;
        private final int most;
        private final Semaphore free;
        private volatile Throwable failure;

        InFlight(Function<ActivationEvent, CompletableFuture<?>> publish, int most) {
            this.publish = publish;
            this.most = most;
            this.free = new Semaphore(most);
        }

        /** Publishes, when there is room; fails as soon as any earlier one has failed. */
        void publish(ActivationEvent event) throws InterruptedException {
            free.acquire();
            throwFailure();
            publish.apply(event).whenComplete((done, failed) -> {
                if (failed != null) {
                    failure = failed;
                }
                free.release();
            });
        }

        /** Returns when every event is acknowledged. */
        void await() throws InterruptedException {
            free.acquire(most);
            throwFailure();
        }

        private void throwFailure() {
            if (failure != null) {
                throw new CompletionException(failure);
            }
        }
    }
}

package vn.campaign.reporting.bulk;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.reporting.format.BodyRefusedException;
import vn.campaign.reporting.format.Line;
import vn.campaign.reporting.format.Lines;
import vn.campaign.reporting.intake.Intake;
import vn.campaign.reporting.intake.Outcome;
import vn.campaign.reporting.intake.Outcome.Accepted;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.Refusal;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.web.access.Caller;

/**
 * Takes a bulk request line by line. A good line is published whatever the others are; sending everything again does no
 * harm where observedAt is stated.
 */
public final class BulkImport {

    private final Intake intake;
    private final int mostLines;
    private final int mostInFlight;

    public BulkImport(Intake intake, int mostLines, int mostInFlight) {
        this.intake = intake;
        this.mostLines = mostLines;
        this.mostInFlight = mostInFlight;
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
     */
    public ImportSummary run(
            Caller caller,
            String campaign,
            Lines lines,
            Instant received,
            Consumer<Refusal> refused,
            Function<ActivationEvent, CompletableFuture<?>> publish)
            throws IOException, InterruptedException {
        var tally = new Tally();
        var seen = new SeenStatements();
        var inFlight = new InFlight(publish, mostInFlight);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (tally.received() == mostLines) {
                inFlight.await();
                throw tooLarge(tally);
            }
            Outcome outcome = firstOnly(intake.check(caller, campaign, line.reading(), received), seen);
            if (outcome instanceof Accepted accepted) {
                tally.accept();
                inFlight.publish(accepted.event());
            } else if (outcome instanceof Rejected rejected) {
                tally.reject(line.number(), rejected.refusal());
                refused.accept(rejected.refusal());
            }
        }
        inFlight.await();
        return tally.summary();
    }

    /** Of statements that the merge could not tell apart the first is kept, however the others differ from it. */
    private static Outcome firstOnly(Outcome outcome, SeenStatements seen) {
        return outcome instanceof Accepted accepted && !seen.add(accepted.event())
                ? new Rejected(new Refusal(
                        RefusalCode.DUPLICATE_LINE, null, "An earlier line states the same unit, day and time."))
                : outcome;
    }

    private BodyRefusedException tooLarge(Tally tally) {
        return new BodyRefusedException(
                RefusalCode.TOO_LARGE,
                null,
                "At most %,d lines are read; of those before, %,d were accepted, and sending them again does no harm."
                        .formatted(mostLines, tally.accepted()));
    }
}

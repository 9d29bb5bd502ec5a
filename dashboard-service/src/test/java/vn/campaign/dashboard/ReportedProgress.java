package vn.campaign.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.DaySum.VerifiedStep;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/** Builds the progress of a node as quota-service would store it. */
public final class ReportedProgress {

    public static final Instant RECEIVED = Instant.parse("2023-06-21T10:30:00Z");

    private static final AtomicLong VERSIONS = new AtomicLong();

    private final SortedMap<LocalDate, DaySum> days = new TreeMap<>();
    private final SortedMap<LocalDate, Register> verifications = new TreeMap<>();

    public static ReportedProgress nothing() {
        return new ReportedProgress();
    }

    /** {@code reported} leaves stated the day's counts together. */
    public ReportedProgress reported(String date, int reported, Map<String, Long> counts) {
        days.merge(
                LocalDate.parse(date),
                new DaySum(counts, reported, reported, null, RECEIVED, null),
                ReportedProgress::plus);
        return this;
    }

    /** A leaf stated ACTIVATED_L2 of a day. */
    public ReportedProgress activated(String date, long persons) {
        return reported(date, 1, Map.of("ACTIVATED_L2", persons));
    }

    /** A leaf stated ACTIVATED_L2 of a day, after the deadline. */
    public ReportedProgress late(String date, long persons) {
        days.merge(
                LocalDate.parse(date),
                new DaySum(Map.of("ACTIVATED_L2", persons), 1, 0, null, RECEIVED, null),
                ReportedProgress::plus);
        return this;
    }

    /** The database states ACTIVATED of a leaf as of a day; what the leaf had reported by then is compared with it. */
    public ReportedProgress stated(String asOf, long value, long reported) {
        RegisterValue statement =
                new RegisterValue(RECEIVED, "v-" + asOf, RECEIVED, Map.of("ACTIVATED", value), null, null);
        verifications.put(LocalDate.parse(asOf), new Register(statement, null, RECEIVED, RECEIVED));
        return verified(asOf, "ACTIVATED", value, reported, 1);
    }

    public ReportedProgress verified(String asOf, String indicator, long value, long reported, int leaves) {
        var step = Map.of(indicator, new VerifiedStep(value, reported, leaves));
        days.merge(LocalDate.parse(asOf), new DaySum(null, 0, 0, null, null, step), ReportedProgress::plus);
        return this;
    }

    /** Under a version that was never used before. */
    public NodeProgress of(String node) {
        return of(node, "v-" + VERSIONS.incrementAndGet());
    }

    public NodeProgress of(String node, String version) {
        return new NodeProgress(ThanhAn.CAMPAIGN, node, version, null, days, verifications);
    }

    public static DaySum plus(DaySum one, DaySum other) {
        Map<String, Long> counts = new HashMap<>(one.counts());
        other.counts().forEach((indicator, count) -> counts.merge(indicator, count, Long::sum));
        Map<String, VerifiedStep> verified = new HashMap<>(one.verified());
        other.verified().forEach((indicator, step) -> verified.merge(indicator, step, VerifiedStep::plus));
        Instant received = one.lastReceivedAt() == null ? other.lastReceivedAt() : one.lastReceivedAt();
        return new DaySum(
                counts, one.reported() + other.reported(), one.onTime() + other.onTime(), null, received, verified);
    }
}

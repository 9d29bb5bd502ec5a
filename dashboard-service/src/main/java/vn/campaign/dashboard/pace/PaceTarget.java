package vn.campaign.dashboard.pace;

/**
 * What is to be reached, when, and from where progress towards it starts.
 *
 * @param value persons
 * @param cumulative whether everything since the campaign's first day counts, or only what is reported in the period
 * @param start persons already reached before anything is reported: the baseline of a cumulative target, else 0
 */
public record PaceTarget(Period period, long value, boolean cumulative, long start) {

    /** Counts everything since before the campaign. */
    public static PaceTarget cumulative(Period period, long value, long baseline) {
        return new PaceTarget(period, value, true, baseline);
    }

    /** Counts only what is reported in its period. */
    public static PaceTarget withinPeriod(Period period, long value) {
        return new PaceTarget(period, value, false, 0);
    }

    /** The same target, reached from the given baseline where it is cumulative. */
    public PaceTarget from(long baseline) {
        return new PaceTarget(period, value, cumulative, cumulative ? baseline : 0);
    }

    /** Persons that the period itself has to bring. */
    public long toDo() {
        return value - start;
    }
}

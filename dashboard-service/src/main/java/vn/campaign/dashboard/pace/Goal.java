package vn.campaign.dashboard.pace;

/**
 * What is to be reached, when, and from where progress towards it starts.
 *
 * @param target persons
 * @param cumulative whether everything since the campaign's first day counts, or only what is reported in the period
 * @param start persons already reached before anything is reported: the baseline of a cumulative target, else 0
 */
public record Goal(Period period, long target, boolean cumulative, long start) {

    /** A target that counts everything since before the campaign. */
    public static Goal cumulative(Period period, long target, long baseline) {
        return new Goal(period, target, true, baseline);
    }

    /** A target that counts only what is reported in its period. */
    public static Goal withinPeriod(Period period, long target) {
        return new Goal(period, target, false, 0);
    }

    /** Persons that the period itself has to bring. */
    public long toDo() {
        return target - start;
    }
}

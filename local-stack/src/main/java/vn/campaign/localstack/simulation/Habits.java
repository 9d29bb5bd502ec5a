package vn.campaign.localstack.simulation;

import java.util.Random;

/**
 * How a unit reports.
 *
 * @param pace share of its targets that it reaches
 * @param missing share of days that it never reports
 * @param late share of days that it reports after the deadline
 * @param offline whether its reports wait for a network, some days at a time
 * @param silentFor days in a row of which it says nothing, from {@code silentFrom} days after the first
 * @param verified share of what it reports that the database knows
 */
record Habits(
        double pace, double missing, double late, boolean offline, int silentFrom, int silentFor, double verified) {

    /** More than half are punctual; one in ten is offline, one in ten stops reporting, one in seven over-reports. */
    static Habits of(Random random, int days) {
        double kind = random.nextDouble();
        double pace = 0.7 + 0.55 * random.nextDouble();
        double verified =
                random.nextInt(7) == 0 ? 0.8 + 0.12 * random.nextDouble() : 0.985 + 0.02 * random.nextDouble();
        if (kind < 0.55) {
            return new Habits(pace + 0.1, 0.01, 0.03, false, 0, 0, verified);
        }
        if (kind < 0.8) {
            return new Habits(pace, 0.06, 0.12, false, 0, 0, verified);
        }
        if (kind < 0.9) {
            return new Habits(pace, 0.02, 0.05, true, 0, 0, verified);
        }
        return new Habits(0.7 * pace, 0.08, 0.2, false, random.nextInt(days / 2), 10 + random.nextInt(16), verified);
    }
}

package vn.campaign.reporting.format;

import vn.campaign.reporting.intake.Reading;

/**
 * One line of a bulk body and what came of reading it.
 *
 * @param number physical line from 1; of a JSON array the element, from 1
 */
public record Line(long number, Reading reading) {

    /** The longest line, and the longest body of a single statement. */
    public static final int MAX_BYTES = 64 * 1024;
}

package vn.campaign.dashboard.view;

import java.time.Instant;
import java.time.LocalDate;
import vn.campaign.dashboard.pace.Period;

/**
 * From where progress is looked at.
 *
 * @param period the phase, or the whole campaign
 * @param asOf the activity date at whose end it is looked at
 * @param now the clock, by which a day without a report is missing or still due
 */
public record ViewContext(Period period, LocalDate asOf, Instant now) {}

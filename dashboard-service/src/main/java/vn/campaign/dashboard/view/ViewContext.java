package vn.campaign.dashboard.view;

import java.time.Instant;
import java.time.LocalDate;
import vn.campaign.dashboard.pace.Period;

/**
 * The period, date and moment for which views are assembled.
 *
 * @param period the phase, or the whole campaign
 * @param asOf the activity date at whose end progress is shown
 * @param now decides whether a day without a report is missing or still due
 */
public record ViewContext(Period period, LocalDate asOf, Instant now) {}

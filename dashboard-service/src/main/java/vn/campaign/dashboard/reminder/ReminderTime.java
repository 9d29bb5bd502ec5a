package vn.campaign.dashboard.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.campaign.contract.plan.CampaignHeader;

/** When a day's reminder is to be sent: from some time before its deadline until the deadline. */
final class ReminderTime {

    private ReminderTime() {}

    /** The day of the campaign whose reminder is due; the earliest when deadlines overlap. */
    static Optional<LocalDate> due(CampaignHeader header, Duration before, Instant now) {
        return header.from()
                .datesUntil(header.to().plusDays(1))
                .filter(day -> !now.isBefore(header.deadline(day).minus(before)) && now.isBefore(header.deadline(day)))
                .findFirst();
    }
}

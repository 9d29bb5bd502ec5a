package vn.campaign.dashboard.query;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.dashboard.view.ViewContext;
import vn.campaign.web.problem.ApiException;

/** Days of a campaign that a request asks for, both ends included; none when {@code to} is before {@code from}. */
public record DayRange(LocalDate from, LocalDate to) {

    /**
     * By default all days up to the as-of date. Days outside the campaign, or after that date, are cut off.
     *
     * @param from null for the campaign's first day
     * @param to null for the as-of date
     */
    public static DayRange of(ViewContext context, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw ApiException.malformed("to", "must not be before from");
        }
        CampaignHeader header = context.plan().header();
        LocalDate first = header.from();
        LocalDate last = earlier(header.to(), context.asOf());
        return new DayRange(from == null || from.isBefore(first) ? first : from, to == null ? last : earlier(last, to));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return other.isBefore(one) ? other : one;
    }

    public boolean isEmpty() {
        return to.isBefore(from);
    }

    Stream<LocalDate> days() {
        return isEmpty() ? Stream.of() : from.datesUntil(to.plusDays(1));
    }
}

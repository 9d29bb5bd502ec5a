package vn.campaign.web.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Name;

/** Formats names, numbers and times for a page; a figure that does not exist is a dash. */
public final class LocaleFormat {

    private static final String NOTHING = "–";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("dd/MM");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy");

    private final Locale locale;
    private final ZoneId zone;

    public LocaleFormat(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    public String code() {
        return locale.getLanguage();
    }

    public String name(Name name) {
        return code().equals("en") && name.en() != null ? name.en() : name.vi();
    }

    public String count(@Nullable Number count) {
        return count == null ? NOTHING : NumberFormat.getIntegerInstance(locale).format(count);
    }

    /** A difference, with its sign. */
    public String signed(@Nullable Long difference) {
        return difference != null && difference > 0 ? "+" + count(difference) : count(difference);
    }

    /** A number with the decimals it came with. */
    public String decimal(@Nullable BigDecimal number) {
        if (number == null) {
            return NOTHING;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(number.scale());
        format.setMaximumFractionDigits(number.scale());
        return format.format(number);
    }

    public String percent(@Nullable BigDecimal percent) {
        return percent == null ? NOTHING : decimal(percent) + " %";
    }

    /** A share of 1 as a percentage with one decimal. */
    public String share(@Nullable BigDecimal share) {
        return share == null ? NOTHING : percent(share.movePointRight(2).setScale(1, RoundingMode.HALF_UP));
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? NOTHING : DAY.format(day);
    }

    /** Day and month, where the year is clear. */
    public String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /** A time of day in the campaign's zone, to the minute, with its date. */
    public String minute(@Nullable Instant instant) {
        return instant == null ? NOTHING : MINUTE.format(instant.atZone(zone));
    }

    /** A time in the campaign's zone. */
    public String time(@Nullable Instant instant) {
        return instant == null ? NOTHING : TIME.format(instant.atZone(zone));
    }
}

package vn.campaign.dashboard.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.campaign.contract.plan.Name;

/** How a page writes names, numbers and times; a figure that does not exist is a dash. */
final class Language {

    private static final String NOTHING = "–";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy");

    private final Locale locale;
    private final ZoneId zone;

    Language(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    public String code() {
        return locale.getLanguage();
    }

    public String name(Name name) {
        return code().equals("en") && name.en() != null ? name.en() : name.vi();
    }

    public String count(Long count) {
        return count == null ? NOTHING : NumberFormat.getIntegerInstance(locale).format(count);
    }

    /** A number with the decimals it came with. */
    public String decimal(BigDecimal number) {
        if (number == null) {
            return NOTHING;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(number.scale());
        format.setMaximumFractionDigits(number.scale());
        return format.format(number);
    }

    public String percent(BigDecimal percent) {
        return percent == null ? NOTHING : decimal(percent) + " %";
    }

    public String day(LocalDate day) {
        return day == null ? NOTHING : DAY.format(day);
    }

    /** A time in the campaign's zone. */
    public String time(Instant instant) {
        return instant == null ? NOTHING : TIME.format(instant.atZone(zone));
    }
}

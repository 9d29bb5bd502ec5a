package vn.campaign.quota.plan.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;

/** A plan as its page writes it: names by codes, dates and numbers; what the plan does not state is a dash. */
record PlanPage(CampaignHeader header, Locale locale) {

    private static final String NOTHING = "–";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

    public String name(Name name) {
        return locale.getLanguage().equals("en") && name.en() != null ? name.en() : name.vi();
    }

    public String indicator(String code) {
        return header.indicator(code).map(Indicator::name).map(this::name).orElse(code);
    }

    /** The name of a phase; empty for the whole campaign. */
    public String phase(String code) {
        return code == null
                ? ""
                : header.phase(code).map(Phase::name).map(this::name).orElse(code);
    }

    public String day(LocalDate day) {
        return day == null ? NOTHING : DAY.format(day);
    }

    /** In the campaign's zone. */
    public String time(Instant instant) {
        return instant == null ? NOTHING : TIME.format(instant.atZone(header.timeZone()));
    }

    public String count(Number count) {
        return count == null ? NOTHING : NumberFormat.getIntegerInstance(locale).format(count);
    }
}

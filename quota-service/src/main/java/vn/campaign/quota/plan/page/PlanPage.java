package vn.campaign.quota.plan.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Phase;
import vn.campaign.web.page.LocaleFormat;

/** A plan as its page writes it: names by codes, and times in the campaign's zone. */
record PlanPage(CampaignHeader header, LocaleFormat language) {

    static PlanPage of(CampaignHeader header, Locale locale) {
        return new PlanPage(header, new LocaleFormat(locale, header.timeZone()));
    }

    public String indicator(String code) {
        return header.indicator(code).map(Indicator::name).map(language::name).orElse(code);
    }

    /** The name of a phase; empty for the whole campaign. */
    public String phase(@Nullable String code) {
        return code == null
                ? ""
                : header.phase(code).map(Phase::name).map(language::name).orElse(code);
    }
}

package vn.campaign.reporting.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Name;

/**
 * A campaign in a list.
 *
 * @param today the date in the campaign's zone
 */
record CampaignView(String code, Name name, ZoneId timeZone, LocalDate from, LocalDate to, LocalDate today) {

    static CampaignView of(CampaignHeader header, Instant now) {
        return new CampaignView(
                header.campaign(),
                header.name(),
                header.timeZone(),
                header.from(),
                header.to(),
                LocalDate.ofInstant(now, header.timeZone()));
    }
}

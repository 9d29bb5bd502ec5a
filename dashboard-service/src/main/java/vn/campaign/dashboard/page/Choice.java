package vn.campaign.dashboard.page;

import java.time.LocalDate;

/**
 * What a reader chose, as it stands in the address.
 *
 * @param node null for all roots
 * @param phase null for the phase of the day
 * @param asOf null for today, live
 * @param indicator null for the campaign's main one
 * @param page null for the first
 * @param lang null for Vietnamese
 */
record Choice(String node, String phase, LocalDate asOf, String indicator, Integer page, String lang) {

    int pageNumber() {
        return page == null ? 0 : page;
    }
}

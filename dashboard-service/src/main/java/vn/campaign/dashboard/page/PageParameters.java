package vn.campaign.dashboard.page;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters that all pages of a campaign share.
 *
 * @param node null for all roots
 * @param phase null for the phase of the day
 * @param asOf null for today, live
 * @param indicator null for the campaign's main one
 * @param page null for the first
 * @param lang null for Vietnamese
 */
record PageParameters(
        @Nullable String node,
        @Nullable String phase,
        @Nullable LocalDate asOf,
        @Nullable String indicator,
        @Nullable Integer page,
        @Nullable String lang) {

    int pageNumber() {
        return page == null ? 0 : page;
    }
}

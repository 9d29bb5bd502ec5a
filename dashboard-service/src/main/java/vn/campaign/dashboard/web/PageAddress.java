package vn.campaign.dashboard.web;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a campaign's page; links keep what the reader chose.
 *
 * @param node null for all roots
 * @param phase null for the phase of the day
 * @param asOf null for today, live
 * @param indicator null for the campaign's main one
 * @param lang null for Vietnamese
 */
record PageAddress(
        String campaign, String node, String phase, LocalDate asOf, String indicator, int page, String lang) {

    public PageAddress node(String other) {
        return new PageAddress(campaign, other, phase, asOf, indicator, 0, lang);
    }

    public PageAddress page(int other) {
        return new PageAddress(campaign, node, phase, asOf, indicator, other, lang);
    }

    public PageAddress lang(String other) {
        return new PageAddress(campaign, node, phase, asOf, indicator, page, other);
    }

    @Override
    public String toString() {
        return UriComponentsBuilder.fromPath("/campaigns/{campaign}")
                .queryParamIfPresent("node", Optional.ofNullable(node))
                .queryParamIfPresent("phase", Optional.ofNullable(phase))
                .queryParamIfPresent("asOf", Optional.ofNullable(asOf))
                .queryParamIfPresent("indicator", Optional.ofNullable(indicator))
                .queryParamIfPresent("page", Optional.of(page).filter(number -> number > 0))
                .queryParamIfPresent("lang", Optional.ofNullable(lang))
                .encode()
                .buildAndExpand(campaign)
                .toUriString();
    }

    /** The stream of a node's views under the same choice. */
    public String events(String streamed, int size) {
        return UriComponentsBuilder.fromPath("/api/v1/campaigns/{campaign}/events")
                .queryParam("node", streamed)
                .queryParamIfPresent("phase", Optional.ofNullable(phase))
                .queryParam("page", page)
                .queryParam("size", size)
                .encode()
                .buildAndExpand(campaign)
                .toUriString();
    }
}

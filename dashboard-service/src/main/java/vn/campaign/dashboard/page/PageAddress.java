package vn.campaign.dashboard.page;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of one of a campaign's pages; links keep what the reader chose.
 *
 * @param path below the campaign's own path; empty for the live page
 */
record PageAddress(String campaign, String path, Choice choice) {

    /** Another page of the campaign under the same choice, from its first page on. */
    public PageAddress at(String other) {
        return new PageAddress(campaign, other, with(choice.node(), choice.asOf(), 0, choice.lang()));
    }

    /** The live page of a node, or of all roots for null. */
    public PageAddress node(String other) {
        return new PageAddress(campaign, "", with(other, choice.asOf(), 0, choice.lang()));
    }

    /** This page for another node. */
    public PageAddress of(String other) {
        return new PageAddress(campaign, path, with(other, choice.asOf(), 0, choice.lang()));
    }

    public PageAddress unit(String code) {
        return new PageAddress(campaign, "/units/" + code, with(null, choice.asOf(), 0, choice.lang()));
    }

    public PageAddress page(int other) {
        return new PageAddress(campaign, path, with(choice.node(), choice.asOf(), other, choice.lang()));
    }

    public PageAddress asOf(LocalDate other) {
        return new PageAddress(campaign, path, with(choice.node(), other, choice.pageNumber(), choice.lang()));
    }

    /** This page in the other of the two languages. */
    public PageAddress otherLanguage() {
        String other = "en".equals(choice.lang()) ? null : "en";
        return new PageAddress(campaign, path, with(choice.node(), choice.asOf(), choice.pageNumber(), other));
    }

    private Choice with(String node, LocalDate asOf, int page, String lang) {
        return new Choice(node, choice.phase(), asOf, choice.indicator(), page, lang);
    }

    @Override
    public String toString() {
        return chosen(UriComponentsBuilder.fromPath("/campaigns/{campaign}" + path)
                        .queryParamIfPresent("node", Optional.ofNullable(choice.node())))
                .queryParamIfPresent("asOf", Optional.ofNullable(choice.asOf()))
                .queryParamIfPresent("page", Optional.of(choice.pageNumber()).filter(number -> number > 0))
                .queryParamIfPresent("lang", Optional.ofNullable(choice.lang()))
                .encode()
                .buildAndExpand(campaign)
                .toUriString();
    }

    /** The API's answer for a node and its children under the same choice: {@code events} streams it. */
    public String api(String answer, String node, String indicator, int size) {
        return UriComponentsBuilder.fromPath("/api/v1/campaigns/{campaign}/{answer}")
                .queryParam("node", node)
                .queryParamIfPresent("phase", Optional.ofNullable(choice.phase()))
                .queryParam("indicator", indicator)
                .queryParam("page", choice.pageNumber())
                .queryParam("size", size)
                .encode()
                .buildAndExpand(campaign, answer)
                .toUriString();
    }

    /** A file of the API for what this page shows, in its language. */
    public String file(String name) {
        return UriComponentsBuilder.fromPath("/api/v1/campaigns/{campaign}" + path + name)
                .queryParamIfPresent("node", Optional.ofNullable(choice.node()))
                .queryParamIfPresent("asOf", Optional.ofNullable(choice.asOf()))
                .queryParamIfPresent("lang", Optional.ofNullable(choice.lang()))
                .encode()
                .buildAndExpand(campaign)
                .toUriString();
    }

    private UriComponentsBuilder chosen(UriComponentsBuilder address) {
        return address.queryParamIfPresent("phase", Optional.ofNullable(choice.phase()))
                .queryParamIfPresent("indicator", Optional.ofNullable(choice.indicator()));
    }
}

package vn.campaign.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The address of one of a campaign's pages; links keep what the reader chose.
 *
 * @param path below the campaign's own path; empty for the live page
 */
record PageAddress(String campaign, String path, PageParameters parameters) {

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

    /** Another page of the campaign under the same parameters, from its first page on. */
    public PageAddress at(String other) {
        return new PageAddress(campaign, other, parameters).page(0);
    }

    /** The live page of a node, or of all roots for null. */
    public PageAddress node(@Nullable String other) {
        return at("").of(other);
    }

    /** This page for another node. */
    public PageAddress of(@Nullable String other) {
        return with(other, parameters.asOf(), 0, parameters.lang());
    }

    public PageAddress unit(String code) {
        return at("/units/" + code).of(null);
    }

    public PageAddress page(int other) {
        return with(parameters.node(), parameters.asOf(), other, parameters.lang());
    }

    public PageAddress asOf(@Nullable LocalDate other) {
        return with(parameters.node(), other, parameters.pageNumber(), parameters.lang());
    }

    /** This page in the other of the two languages. */
    public PageAddress otherLanguage() {
        String other = "en".equals(parameters.lang()) ? null : "en";
        return with(parameters.node(), parameters.asOf(), parameters.pageNumber(), other);
    }

    private PageAddress with(@Nullable String node, @Nullable LocalDate asOf, int page, @Nullable String lang) {
        return new PageAddress(
                campaign, path, new PageParameters(node, parameters.phase(), asOf, parameters.indicator(), page, lang));
    }

    @Override
    public String toString() {
        return start("/campaigns/", path, parameters.node())
                .queryParamIfPresent("phase", encoded(parameters.phase()))
                .queryParamIfPresent("indicator", encoded(parameters.indicator()))
                .queryParamIfPresent("asOf", encoded(parameters.asOf()))
                .queryParamIfPresent("page", encoded(parameters.pageNumber() > 0 ? parameters.pageNumber() : null))
                .queryParamIfPresent("lang", encoded(parameters.lang()))
                .build(true)
                .toUriString();
    }

    /** The API's answer for a node and its children under the same parameters: {@code events} streams it. */
    public String api(String answer, String node, String indicator, int size) {
        return start("/api/v1/campaigns/", "/" + answer, node)
                .queryParamIfPresent("phase", encoded(parameters.phase()))
                .queryParamIfPresent("indicator", encoded(indicator))
                .queryParam("page", parameters.pageNumber())
                .queryParam("size", size)
                .build(true)
                .toUriString();
    }

    /** A file of the API for what this page shows, in its language. */
    public String file(String name) {
        return start("/api/v1/campaigns/", path + name, parameters.node())
                .queryParamIfPresent("asOf", encoded(parameters.asOf()))
                .queryParamIfPresent("lang", encoded(parameters.lang()))
                .build(true)
                .toUriString();
    }

    private UriComponentsBuilder start(String before, String below, @Nullable String node) {
        return UriComponentsBuilder.fromPath(before
                        + UriUtils.encodePathSegment(campaign, StandardCharsets.UTF_8)
                        + UriUtils.encodePath(below, StandardCharsets.UTF_8))
                .queryParamIfPresent("node", encoded(node));
    }

    /** Encoded at once: what a reader typed into the address may be anything, a template's variable included. */
    private static Optional<String> encoded(@Nullable Object value) {
        return Optional.ofNullable(value).map(each -> UriUtils.encode(each.toString(), StandardCharsets.UTF_8));
    }
}

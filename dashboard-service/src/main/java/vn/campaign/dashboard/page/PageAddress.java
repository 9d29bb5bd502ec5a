package vn.campaign.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The address of one of a campaign's pages; links keep what the reader chose.
 *
 * @param path below the campaign's own path; empty for the live page
 */
record PageAddress(String campaign, String path, PageParameters parameters) {

    /** Another page of the campaign under the same parameters, from its first page on. */
    public PageAddress at(String other) {
        return new PageAddress(campaign, other, with(parameters.node(), parameters.asOf(), 0, parameters.lang()));
    }

    /** The live page of a node, or of all roots for null. */
    public PageAddress node(@Nullable String other) {
        return new PageAddress(campaign, "", with(other, parameters.asOf(), 0, parameters.lang()));
    }

    /** This page for another node. */
    public PageAddress of(@Nullable String other) {
        return new PageAddress(campaign, path, with(other, parameters.asOf(), 0, parameters.lang()));
    }

    public PageAddress unit(String code) {
        return new PageAddress(campaign, "/units/" + code, with(null, parameters.asOf(), 0, parameters.lang()));
    }

    public PageAddress page(int other) {
        return new PageAddress(campaign, path, with(parameters.node(), parameters.asOf(), other, parameters.lang()));
    }

    public PageAddress asOf(@Nullable LocalDate other) {
        return new PageAddress(
                campaign, path, with(parameters.node(), other, parameters.pageNumber(), parameters.lang()));
    }

    /** This page in the other of the two languages. */
    public PageAddress otherLanguage() {
        String other = "en".equals(parameters.lang()) ? null : "en";
        return new PageAddress(
                campaign, path, with(parameters.node(), parameters.asOf(), parameters.pageNumber(), other));
    }

    private PageParameters with(@Nullable String node, @Nullable LocalDate asOf, int page, @Nullable String lang) {
        return new PageParameters(node, parameters.phase(), asOf, parameters.indicator(), page, lang);
    }

    @Override
    public String toString() {
        UriComponentsBuilder address = start("/campaigns/", path);
        add(address, "node", parameters.node());
        add(address, "phase", parameters.phase());
        add(address, "indicator", parameters.indicator());
        add(address, "asOf", parameters.asOf());
        add(address, "page", parameters.pageNumber() > 0 ? parameters.pageNumber() : null);
        add(address, "lang", parameters.lang());
        return address.build(true).toUriString();
    }

    /** The API's answer for a node and its children under the same parameters: {@code events} streams it. */
    public String api(String answer, String node, String indicator, int size) {
        UriComponentsBuilder address = start("/api/v1/campaigns/", "/" + answer);
        add(address, "node", node);
        add(address, "phase", parameters.phase());
        add(address, "indicator", indicator);
        add(address, "page", parameters.pageNumber());
        add(address, "size", size);
        return address.build(true).toUriString();
    }

    /** A file of the API for what this page shows, in its language. */
    public String file(String name) {
        UriComponentsBuilder address = start("/api/v1/campaigns/", path + name);
        add(address, "node", parameters.node());
        add(address, "asOf", parameters.asOf());
        add(address, "lang", parameters.lang());
        return address.build(true).toUriString();
    }

    private UriComponentsBuilder start(String before, String below) {
        return UriComponentsBuilder.fromPath(before
                + UriUtils.encodePathSegment(campaign, StandardCharsets.UTF_8)
                + UriUtils.encodePath(below, StandardCharsets.UTF_8));
    }

    /** Encoded at once: what a reader typed into the address may be anything, a template's variable included. */
    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

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
}

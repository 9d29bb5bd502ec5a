package vn.campaign.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

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
        UriComponentsBuilder address = start("/campaigns/", path);
        add(address, "node", choice.node());
        add(address, "phase", choice.phase());
        add(address, "indicator", choice.indicator());
        add(address, "asOf", choice.asOf());
        add(address, "page", choice.pageNumber() > 0 ? choice.pageNumber() : null);
        add(address, "lang", choice.lang());
        return address.build(true).toUriString();
    }

    /** The API's answer for a node and its children under the same choice: {@code events} streams it. */
    public String api(String answer, String node, String indicator, int size) {
        UriComponentsBuilder address = start("/api/v1/campaigns/", "/" + answer);
        add(address, "node", node);
        add(address, "phase", choice.phase());
        add(address, "indicator", indicator);
        add(address, "page", choice.pageNumber());
        add(address, "size", size);
        return address.build(true).toUriString();
    }

    /** A file of the API for what this page shows, in its language. */
    public String file(String name) {
        UriComponentsBuilder address = start("/api/v1/campaigns/", path + name);
        add(address, "node", choice.node());
        add(address, "asOf", choice.asOf());
        add(address, "lang", choice.lang());
        return address.build(true).toUriString();
    }

    private UriComponentsBuilder start(String before, String below) {
        return UriComponentsBuilder.fromPath(before
                + UriUtils.encodePathSegment(campaign, StandardCharsets.UTF_8)
                + UriUtils.encodePath(below, StandardCharsets.UTF_8));
    }

    /** Encoded at once: what a reader typed into the address may be anything, a template's variable included. */
    private static void add(UriComponentsBuilder address, String name, Object value) {
        if (value != null) {
            address.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}

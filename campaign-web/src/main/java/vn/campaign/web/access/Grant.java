package vn.campaign.web.access;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role at one place: {@code reporter:thanh-an-2023/thuan-an}, {@code planner:thanh-an-2023} or {@code viewer:*}. It
 * covers the node and everything below it.
 *
 * @param campaign the campaign's code, or {@value #EVERY}
 * @param node the node's code, or null for the whole campaign
 */
public record Grant(Role role, String campaign, @Nullable String node) {

    static final String EVERY = "*";

    private static final Pattern FORM =
            Pattern.compile("([a-z]{1,16}):(?:(\\*)|([a-z0-9-]{1,128})(?:/([a-z0-9-]{1,128}))?)");

    /** Parses a grant; empty for any other text, which grants nothing. */
    public static Optional<Grant> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String campaign = parts.group(2) == null ? parts.group(3) : EVERY;
        return Role.of(parts.group(1)).map(role -> new Grant(role, campaign, parts.group(4)));
    }

    boolean concerns(String other) {
        return campaign.equals(EVERY) || campaign.equals(other);
    }

    boolean seesFigures() {
        return role != Role.OPERATOR;
    }

    @Override
    public String toString() {
        return role.text() + ":" + campaign + (node == null ? "" : "/" + node);
    }
}

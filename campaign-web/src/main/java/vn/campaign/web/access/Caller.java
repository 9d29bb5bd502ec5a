package vn.campaign.web.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Someone with a valid token.
 *
 * @param name the account; what events, history and audit lines tell of
 * @param expires when the token ends
 */
public record Caller(String name, List<Grant> grants, Instant expires) {

    public Caller {
        grants = List.copyOf(grants);
    }

    /** Whether the role is theirs anywhere. */
    public boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** Whether the role is theirs anywhere in the campaign. */
    public boolean mayIn(Role role, String campaign) {
        return of(role, campaign).findAny().isPresent();
    }

    /** Whether the role is theirs for every campaign. */
    public boolean mayEverywhere(Role role) {
        return of(role, Grant.EVERY).findAny().isPresent();
    }

    /** Whether the role is theirs for the whole campaign. */
    public boolean may(Role role, String campaign) {
        return of(role, campaign).anyMatch(grant -> grant.node() == null);
    }

    /**
     * Whether the role is theirs at the node or above it.
     *
     * @param parentOf the code of the node above, null for a root
     */
    public boolean may(Role role, String campaign, String node, UnaryOperator<String> parentOf) {
        return covers(grant -> grant.role() == role, campaign, node, parentOf);
    }

    /** Whether anything of the campaign is theirs to see. */
    public boolean sees(String campaign) {
        return seeing(campaign).findAny().isPresent();
    }

    /** Whether all of the campaign is theirs to see. */
    public boolean seesAll(String campaign) {
        return seeing(campaign).anyMatch(grant -> grant.node() == null);
    }

    /** Whether the node's figures are theirs to see. */
    public boolean sees(String campaign, String node, UnaryOperator<String> parentOf) {
        return covers(Grant::seesFigures, campaign, node, parentOf);
    }

    /** The nodes that are named in what is theirs to see of the campaign, in the order of the grants. */
    public List<String> nodes(String campaign) {
        return seeing(campaign)
                .map(Grant::node)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toList());
    }

    private boolean covers(Predicate<Grant> wanted, String campaign, String node, UnaryOperator<String> parentOf) {
        List<Grant> relevant = grants.stream()
                .filter(wanted)
                .filter(grant -> grant.concerns(campaign))
                .toList();
        if (relevant.isEmpty()) {
            return false;
        }
        if (relevant.stream().anyMatch(grant -> grant.node() == null)) {
            return true;
        }
        for (String at = node; at != null; at = parentOf.apply(at)) {
            for (Grant grant : relevant) {
                if (grant.node().equals(at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Stream<Grant> of(Role role, String campaign) {
        return grants.stream().filter(grant -> grant.role() == role && grant.concerns(campaign));
    }

    private Stream<Grant> seeing(String campaign) {
        return grants.stream().filter(grant -> grant.seesFigures() && grant.concerns(campaign));
    }
}

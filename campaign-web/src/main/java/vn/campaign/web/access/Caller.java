package vn.campaign.web.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account that a valid token names.
 *
 * @param id the token's subject, which never changes and never recurs
 * @param name as events, history and the audit log record it
 * @param expires when the token expires
 */
public record Caller(String id, String name, List<Grant> grants, Instant expires) {

    public Caller {
        grants = List.copyOf(grants);
    }

    /** Whether there are figures that the caller may read. */
    public boolean watches() {
        return grants.stream().anyMatch(Grant::seesFigures);
    }

    /** Whether the caller states figures: reports, or verifications. */
    public boolean reports() {
        return is(Role.REPORTER) || is(Role.VERIFIER);
    }

    /** Whether the caller changes a plan or may read one, which names every unit. */
    public boolean plans() {
        return is(Role.PLANNER) || grants.stream().anyMatch(grant -> grant.seesFigures() && grant.node() == null);
    }

    /** Whether the caller has the role anywhere. */
    public boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** Whether the caller has the role anywhere in the campaign. */
    public boolean mayIn(Role role, String campaign) {
        return of(role, campaign).findAny().isPresent();
    }

    /** Whether the caller has the role for every campaign. */
    public boolean mayEverywhere(Role role) {
        return of(role, Grant.EVERY).findAny().isPresent();
    }

    /** Whether the caller has the role for the whole campaign. */
    public boolean may(Role role, String campaign) {
        return of(role, campaign).anyMatch(grant -> grant.node() == null);
    }

    /**
     * Whether the caller has the role at the node or above it.
     *
     * @param parentOf returns the code of the parent node, null for a root
     */
    public boolean may(Role role, String campaign, String node, UnaryOperator<@Nullable String> parentOf) {
        return covers(grant -> grant.role() == role, campaign, node, parentOf);
    }

    /** Whether the caller may read figures of any node of the campaign. */
    public boolean sees(String campaign) {
        return seeing(campaign).findAny().isPresent();
    }

    /** Whether the caller may read the figures of the whole campaign. */
    public boolean seesAll(String campaign) {
        return seeing(campaign).anyMatch(grant -> grant.node() == null);
    }

    /** Whether the caller may read the node's figures. */
    public boolean sees(String campaign, String node, UnaryOperator<@Nullable String> parentOf) {
        return covers(Grant::seesFigures, campaign, node, parentOf);
    }

    /** The nodes whose grants let the caller read figures of the campaign, in the order of the grants. */
    public List<String> nodes(String campaign) {
        return seeing(campaign)
                .map(Grant::node)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private boolean covers(
            Predicate<Grant> wanted, String campaign, String node, UnaryOperator<@Nullable String> parentOf) {
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

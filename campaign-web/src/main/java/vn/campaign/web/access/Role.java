package vn.campaign.web.access;

import java.util.Locale;
import java.util.Optional;

/** What someone may do; each but the operator also sees the figures of the nodes it is given for. */
public enum Role {
    /** States results of units, and withdraws them. */
    REPORTER,
    /** Records what the national database holds for units. */
    VERIFIER,
    /** Changes plans. */
    PLANNER,
    /** Sees figures and changes none. */
    VIEWER,
    /** Watches and repairs the services; sees no figures. */
    OPERATOR;

    /** As grants write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}

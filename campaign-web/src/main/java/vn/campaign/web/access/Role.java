package vn.campaign.web.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do; each role except the operator also reads the figures of the nodes that it is granted for. */
public enum Role {
    /** Reports results of units, and withdraws them. */
    REPORTER,
    /** Reports what the national database holds for units. */
    VERIFIER,
    /** Changes plans. */
    PLANNER,
    /** Reads figures. */
    VIEWER,
    /** Monitors and repairs the services; reads no figures. */
    OPERATOR;

    /** As grants write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}

package vn.campaign.dashboard.pace;

/** How a target stands, in one word. */
public enum Status {
    BEHIND,
    AT_RISK,
    ON_TRACK,
    ACHIEVED,
    MISSED,
    UPCOMING
}

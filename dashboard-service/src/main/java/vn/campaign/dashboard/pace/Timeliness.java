package vn.campaign.dashboard.pace;

/** Whether a day was reported, and in time. */
public enum Timeliness {
    ON_TIME,
    LATE,
    MISSING,
    /** Not reported yet, while the deadline is still ahead. */
    DUE
}

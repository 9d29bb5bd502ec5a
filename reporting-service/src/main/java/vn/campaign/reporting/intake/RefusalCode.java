package vn.campaign.reporting.intake;

/** Why something was not taken; clients and pages depend on these names, so none is ever renamed. */
public enum RefusalCode {
    MALFORMED,
    UNKNOWN_FIELD,
    DUPLICATE_KEY,
    DUPLICATE_LINE,
    TOO_LARGE,
    CAMPAIGN_UNKNOWN,
    UNIT_UNKNOWN,
    FORBIDDEN,
    OTHER_ACCOUNT,
    UNIT_NOT_A_LEAF,
    UNIT_RETIRED,
    PHASE_LOCKED,
    INDICATOR_UNKNOWN,
    INDICATOR_IS_SUM,
    DATE_OUTSIDE_CAMPAIGN,
    DATE_IN_FUTURE,
    OBSERVED_IN_FUTURE,
    COUNT_INVALID
}

package vn.campaign.contract.plan;

/** The two dimensions of a campaign; figures of different kinds are never added. */
public enum Kind {
    TERRITORY,
    ORGANISATION
}

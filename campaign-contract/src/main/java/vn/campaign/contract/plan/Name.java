package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

/** A display name in Vietnamese and, optionally, in English. */
public record Name(String vi, String en) {

    public Name {
        requireNonNull(vi, "name.vi");
    }
}

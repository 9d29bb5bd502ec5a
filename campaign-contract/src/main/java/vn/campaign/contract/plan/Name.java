package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

/** What people call a thing, in Vietnamese and, where it has one, in English. */
public record Name(String vi, String en) {

    public Name {
        requireNonNull(vi, "name.vi");
    }
}

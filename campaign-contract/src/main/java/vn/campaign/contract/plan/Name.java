package vn.campaign.contract.plan;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What people call a thing, in Vietnamese and, where it has one, in English. */
public record Name(String vi, @Nullable String en) {

    public Name {
        requireNonNull(vi, "name.vi");
    }
}

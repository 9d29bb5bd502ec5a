package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;

/** One unit as the plan states it, before the tree is known. */
record StatedUnit(
        String code,
        Name name,
        Kind kind,
        int position,
        @Nullable String parent,
        @Nullable LocalDate activeFrom,
        @Nullable LocalDate retiredFrom,
        UnitTargets unitTargets) {

    /** The plan's order. */
    static final Comparator<StatedUnit> ORDER =
            Comparator.comparingInt(StatedUnit::position).thenComparing(StatedUnit::code);
}

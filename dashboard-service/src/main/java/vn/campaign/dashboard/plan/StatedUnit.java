package vn.campaign.dashboard.plan;

import java.time.LocalDate;
import java.util.Comparator;
import vn.campaign.contract.plan.Kind;
import vn.campaign.contract.plan.Name;

/** One unit as the plan states it, before the tree is known. */
record StatedUnit(
        String code,
        Name name,
        Kind kind,
        int position,
        String parent,
        LocalDate activeFrom,
        LocalDate retiredFrom,
        Allotment allotment) {

    /** The plan's order. */
    static final Comparator<StatedUnit> ORDER =
            Comparator.comparingInt(StatedUnit::position).thenComparing(StatedUnit::code);
}

package vn.campaign.quota.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.Keys;
import vn.campaign.contract.event.ActivationEvent;
import vn.campaign.contract.plan.UnitPlan;

/** A place in a campaign's tree. */
public record Node(String campaign, String code) {

    /** The unit that an event is about. */
    static Node of(ActivationEvent event) {
        return new Node(event.campaign(), event.unit());
    }

    /** The node above a unit; null for a root and for a unit that the plan does not know. */
    static @Nullable Node parent(@Nullable UnitPlan unit) {
        return unit == null || unit.parent() == null ? null : new Node(unit.campaign(), unit.parent());
    }

    /** The nodes that a unit was under and is no longer. */
    static List<Node> formerParents(@Nullable UnitPlan unit) {
        return unit == null
                ? List.of()
                : unit.formerParents().stream()
                        .filter(code -> !code.equals(unit.parent()))
                        .map(code -> new Node(unit.campaign(), code))
                        .toList();
    }

    /** The key of its progress document. */
    public String key() {
        return Keys.node(campaign, code);
    }
}

package vn.campaign.dashboard.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Phase;
import vn.campaign.dashboard.pace.Deadline;
import vn.campaign.dashboard.pace.Period;

/**
 * One version of a campaign's plan; it never changes, a newer plan is another one.
 *
 * @param periods by a phase's code or {@link Period#ALL}
 * @param nodes by code
 * @param roots the nodes without a parent, in the plan's order
 */
public record Plan(
        CampaignHeader header,
        Map<String, Period> periods,
        Map<String, PlanNode> nodes,
        List<PlanNode> roots,
        Deadline deadline) {

    public String campaign() {
        return header.campaign();
    }

    public Optional<PlanNode> node(String code) {
        return Optional.ofNullable(nodes.get(code));
    }

    /** The code of the node above; null for a root and for what is unknown. */
    public @Nullable String parentOf(String code) {
        return node(code).map(PlanNode::parent).orElse(null);
    }

    /** The nodes above, from the root down; empty for a root. */
    public List<PlanNode> above(PlanNode node) {
        Deque<PlanNode> path = new ArrayDeque<>();
        for (String parent = node.parent(); parent != null; parent = path.peek().parent()) {
            path.push(nodes.get(parent));
        }
        return List.copyOf(path);
    }

    /** The period of a phase's code or of {@link Period#ALL}. */
    public Optional<Period> period(String code) {
        return Optional.ofNullable(periods.get(code));
    }

    /** The phase of a day: the one it falls in, else the last begun, else the first. */
    public Period periodOn(LocalDate day) {
        List<Phase> phases = header.phases();
        Phase chosen = phases.get(0);
        for (Phase phase : phases) {
            chosen = phase.from().isAfter(day) ? chosen : phase;
        }
        return periods.get(chosen.code());
    }

    /** The date in the campaign's zone. */
    public LocalDate dateAt(Instant instant) {
        return instant.atZone(header.timeZone()).toLocalDate();
    }
}

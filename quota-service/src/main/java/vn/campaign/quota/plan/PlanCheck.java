package vn.campaign.quota.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Indicator;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.StatedSum;
import vn.campaign.contract.plan.Target;
import vn.campaign.contract.plan.UnitPlan;

/** Whether something can be a plan at all. */
public final class PlanCheck {

    /** One node's day is one document; this many children keep it well below the store's limit. */
    public static final int MOST_CHILDREN = 10_000;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern INDICATOR = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int LONGEST_CODE = 64;

    private final List<Violation> violations = new ArrayList<>();

    private PlanCheck() {}

    /** What keeps a whole plan from being one; empty when nothing does. */
    public static List<Violation> of(Plan plan) {
        PlanCheck check = new PlanCheck();
        check.header(plan.header());
        if (check.violations.isEmpty()) {
            check.units(plan);
        }
        return check.violations;
    }

    /** What keeps one unit from being part of a plan, its place in the tree left aside; fields relative to the unit. */
    public static List<Violation> of(CampaignHeader header, UnitPlan unit) {
        PlanCheck check = new PlanCheck();
        check.unit("", header, unit);
        return check.violations;
    }

    /** Whether it may name a campaign or a unit. */
    public static boolean isCode(String code) {
        return code.length() <= LONGEST_CODE && SLUG.matcher(code).matches();
    }

    private void require(boolean holds, String field, String detail) {
        if (!holds) {
            violations.add(new Violation(field, detail));
        }
    }

    private void header(CampaignHeader header) {
        require(isCode(header.campaign()), "campaign", "a code is lower-case letters and digits joined by hyphens");
        require(!header.phases().isEmpty(), "phases", "a campaign has at least one phase");
        Phase before = null;
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < header.phases().size(); i++) {
            Phase phase = header.phases().get(i);
            String field = "phases[" + i + "].";
            require(codes.add(phase.code()), field + "code", "the code occurs twice");
            require(
                    phase.code().matches("[A-Za-z0-9-]{1,16}") && !phase.code().equals("all"),
                    field + "code",
                    "a phase's code is up to 16 letters, digits and hyphens, and not all");
            require(!phase.to().isBefore(phase.from()), field + "to", "the phase ends before it starts");
            require(phase.plannedDays() > 0, field + "plannedDays", "planned days must be positive");
            require(
                    phase.lockedAfterDays() == null || phase.lockedAfterDays() >= 0,
                    field + "lockedAfterDays",
                    "must not be negative");
            require(
                    before == null || before.to().isBefore(phase.from()),
                    field + "from",
                    "phases are in order and do not overlap");
            before = phase;
        }
        indicators(header);
        require(header.settings().maximumCount() > 0, "settings.maximumCount", "must be positive");
    }

    private void indicators(CampaignHeader header) {
        Map<String, List<String>> sums = new HashMap<>();
        for (int i = 0; i < header.indicators().size(); i++) {
            Indicator indicator = header.indicators().get(i);
            String field = "indicators[" + i + "].code";
            require(
                    INDICATOR.matcher(indicator.code()).matches(),
                    field,
                    "an indicator's code is capitals, digits and underscores");
            require(sums.put(indicator.code(), indicator.sumOf()) == null, field, "the code occurs twice");
        }
        for (int i = 0; i < header.indicators().size(); i++) {
            Indicator indicator = header.indicators().get(i);
            String field = "indicators[" + i + "].sumOf";
            require(sums.keySet().containsAll(indicator.sumOf()), field, "no such indicator");
            require(
                    !reaches(indicator.code(), indicator.sumOf(), sums, new HashSet<>()),
                    field,
                    "an indicator is part of itself");
        }
        require(sums.containsKey(header.settings().mainIndicator()), "settings.mainIndicator", "no such indicator");
    }

    private static boolean reaches(String code, List<String> parts, Map<String, List<String>> sums, Set<String> seen) {
        return parts.contains(code)
                || parts.stream()
                        .filter(seen::add)
                        .anyMatch(part -> reaches(code, sums.getOrDefault(part, List.of()), sums, seen));
    }

    private void units(Plan plan) {
        Tree tree = new Tree();
        for (int i = 0; i < plan.units().size(); i++) {
            UnitPlan unit = plan.units().get(i);
            require(!tree.contains(unit.code()), "units[" + i + "].code", "the code occurs twice");
            tree.put(unit);
        }
        for (int i = 0; i < plan.units().size(); i++) {
            String field = "units[" + i + "].";
            unit(field, plan.header(), plan.units().get(i));
            String fault = tree.fault(plan.units().get(i));
            require(fault == null, field + "parent", fault);
        }
    }

    private void unit(String field, CampaignHeader header, UnitPlan unit) {
        require(isCode(unit.code()), field + "code", "a code is lower-case letters and digits joined by hyphens");
        notNegative(field + "teams", unit.teams());
        notNegative(field + "members", unit.members());
        notNegative(field + "eligible", unit.eligible());
        unit.eligibleByPhase().forEach((phase, count) -> {
            require(header.phase(phase).isPresent(), field + "eligibleByPhase." + phase, "no such phase");
            notNegative(field + "eligibleByPhase." + phase, count);
        });
        counts(field + "baselines.", header, unit.baselines());
        counts(field + "referenceBaselines.", header, unit.referenceBaselines());
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < unit.targets().size(); i++) {
            Target target = unit.targets().get(i);
            String path = field + "targets[" + i + "]";
            target(path + ".", header, target);
            require(
                    seen.add(Arrays.asList(target.indicator(), target.phase(), target.level())),
                    path,
                    "the target occurs twice");
        }
        for (int i = 0; i < unit.statedSums().size(); i++) {
            StatedSum sum = unit.statedSums().get(i);
            String path = field + "statedSums[" + i + "].";
            sum.of().forEach(indicator -> indicator(path + "of", header, indicator));
            phase(path + "phase", header, sum.phase());
        }
    }

    private void counts(String field, CampaignHeader header, Map<String, Long> counts) {
        counts.forEach((indicator, count) -> {
            indicator(field + indicator, header, indicator);
            notNegative(field + indicator, count);
        });
    }

    private void target(String field, CampaignHeader header, Target target) {
        indicator(field + "indicator", header, target.indicator());
        phase(field + "phase", header, target.phase());
        notNegative(field + "value", target.value());
        require(
                (target.value() == null) != (target.shareOfMembers() == null),
                field + "value",
                "a target is either a count or a share of members");
        require(
                target.shareOfMembers() == null || target.shareOfMembers().signum() >= 0,
                field + "shareOfMembers",
                "must not be negative");
    }

    private void indicator(String field, CampaignHeader header, String code) {
        require(header.indicator(code).isPresent(), field, "no such indicator");
    }

    private void phase(String field, CampaignHeader header, String code) {
        require(code == null || header.phase(code).isPresent(), field, "no such phase");
    }

    private void notNegative(String field, Number number) {
        require(number == null || number.longValue() >= 0, field, "must not be negative");
    }
}

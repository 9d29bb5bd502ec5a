package vn.campaign.quota.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.Phase;
import vn.campaign.contract.plan.Settings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.plan.UnitPlan.Target;

/** Checks that a plan is valid, and that it and everything derived from it fits into the store and into records. */
public final class PlanCheck {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern INDICATOR = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final int MAX_CODE = 64;
    private static final int MAX_NAME = 300;
    private static final int MAX_PHASES = 50;
    private static final int MAX_INDICATORS = 200;
    private static final int MAX_TARGETS = 1_000;
    /** Ten years. */
    private static final int MAX_DAYS = 3_660;
    /** More than there are people. */
    private static final long MAX_COUNT = 10_000_000_000L;

    private static final BigDecimal MAX_SHARE = BigDecimal.valueOf(100);
    private static final int MAX_DECIMALS = 10;

    /**
     * Why a plan is invalid.
     *
     * @param field path of the value at fault, as in {@code units[3].parent}
     */
    public record Violation(String field, String detail) {}

    private final List<Violation> violations = new ArrayList<>();

    private PlanCheck() {}

    /**
     * Returns the violations of a whole plan. Units that it leaves as they are must fit its header all the same.
     *
     * @param existing the units in force, by code
     */
    public static List<Violation> of(Plan plan, Map<String, UnitPlan> existing) {
        PlanCheck check = new PlanCheck();
        check.header(plan.header());
        if (check.violations.isEmpty()) {
            List<UnitPlan> units = plan.units() == null ? List.copyOf(existing.values()) : plan.units();
            check.units(plan.header(), units, existing);
        }
        return check.violations;
    }

    /** Returns the violations of one unit, except of its place in the tree; their fields are relative to the unit. */
    public static List<Violation> of(CampaignHeader header, UnitPlan unit) {
        PlanCheck check = new PlanCheck();
        check.unit("", header, unit);
        return check.violations;
    }

    private static boolean isCode(String code) {
        return code.length() <= MAX_CODE && SLUG.matcher(code).matches();
    }

    private void require(boolean holds, String field, @Nullable String detail) {
        if (!holds) {
            violations.add(new Violation(field, detail));
        }
    }

    /** Checks each element, with the path of its fields, as in {@code units[3].}. */
    private static <T> void each(String field, List<T> all, BiConsumer<String, T> check) {
        for (int i = 0; i < all.size(); i++) {
            check.accept(field + "[" + i + "].", all.get(i));
        }
    }

    private void header(CampaignHeader header) {
        require(isCode(header.campaign()), "campaign", "a code is lower-case letters and digits joined by hyphens");
        require(!header.phases().isEmpty(), "phases", "a campaign has at least one phase");
        require(header.phases().size() <= MAX_PHASES, "phases", "a campaign has at most " + MAX_PHASES + " phases");
        name("name", header.name());
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
            name(field + "name", phase.name());
            require(isCommonYear(phase.from()), field + "from", "must be from 1900 to 9999");
            require(isCommonYear(phase.to()), field + "to", "must be from 1900 to 9999");
            within(field + "plannedDays", phase.plannedDays(), 1, MAX_DAYS);
            within(field + "lockedAfterDays", phase.lockedAfterDays(), 0, MAX_DAYS);
            require(
                    before == null || before.to().isBefore(phase.from()),
                    field + "from",
                    "phases are in order and do not overlap");
            before = phase;
        }
        indicators(header);
        settings(header.settings());
        if (violations.isEmpty()) {
            documents(header);
        }
    }

    /** What is counted under the plan must fit into documents, and the plan into records. */
    private void documents(CampaignHeader header) {
        require(
                DocumentSizes.maxChildren(header) > 0,
                "indicators",
                "with so many indicators a day does not fit into the store; shorter codes make room");
        int maxDays = DocumentSizes.maxDays(header);
        require(
                ChronoUnit.DAYS.between(header.from(), header.to()) < maxDays,
                "phases",
                "a campaign with these indicators has at most " + maxDays + " days");
        require(
                DocumentSizes.isPublishable(header),
                "indicators",
                "with so many names and sums the plan does not fit into a record");
    }

    private void settings(Settings settings) {
        within("settings.maximumCount", settings.maximumCount(), 1, MAX_COUNT);
        within("settings.toleranceCount", settings.toleranceCount(), 0, MAX_COUNT);
        within("settings.deadlineDaysAfter", settings.deadlineDaysAfter(), 0, MAX_DAYS);
        share("settings.toleranceShare", settings.toleranceShare());
        share("settings.onTrackFrom", settings.onTrackFrom());
        share("settings.atRiskFrom", settings.atRiskFrom());
        share("settings.reportingShare", settings.reportingShare());
    }

    private void indicators(CampaignHeader header) {
        require(
                header.indicators().size() <= MAX_INDICATORS,
                "indicators",
                "a campaign has at most " + MAX_INDICATORS + " indicators");
        Map<String, List<String>> sums = new HashMap<>();
        each("indicators", header.indicators(), (field, indicator) -> {
            require(
                    INDICATOR.matcher(indicator.code()).matches(),
                    field + "code",
                    "an indicator's code is capitals, digits and underscores");
            require(sums.put(indicator.code(), indicator.sumOf()) == null, field + "code", "the code occurs twice");
            name(field + "name", indicator.name());
        });
        each("indicators", header.indicators(), (field, indicator) -> {
            require(sums.keySet().containsAll(indicator.sumOf()), field + "sumOf", "no such indicator");
            require(
                    !reaches(indicator.code(), indicator.sumOf(), sums, new HashSet<>()),
                    field + "sumOf",
                    "an indicator is part of itself");
        });
        if (violations.isEmpty()) {
            Map<String, Long> parts = new HashMap<>();
            each(
                    "indicators",
                    header.indicators(),
                    (field, indicator) -> require(
                            parts(indicator.code(), sums, parts) <= MAX_INDICATORS,
                            field + "sumOf",
                            "a sum has at most " + MAX_INDICATORS + " parts"));
        }
        require(sums.containsKey(header.settings().mainIndicator()), "settings.mainIndicator", "no such indicator");
    }

    /** How many indicators a sum adds up to, one that is reached on two ways counted twice; 2^31 stands for all above. */
    private static long parts(String code, Map<String, List<String>> sums, Map<String, Long> known) {
        Long before = known.get(code);
        if (before != null) {
            return before;
        }
        long parts = sums.get(code).stream()
                .mapToLong(part -> parts(part, sums, known))
                .reduce(0, (one, other) -> Math.min(1L << 31, one + other));
        known.put(code, Math.max(1, parts));
        return Math.max(1, parts);
    }

    private static boolean reaches(String code, List<String> parts, Map<String, List<String>> sums, Set<String> seen) {
        return parts.contains(code)
                || parts.stream()
                        .filter(seen::add)
                        .anyMatch(part -> reaches(code, sums.getOrDefault(part, List.of()), sums, seen));
    }

    private void units(CampaignHeader header, List<UnitPlan> units, Map<String, UnitPlan> existing) {
        Tree tree = new Tree(DocumentSizes.maxChildren(header));
        each("units", units, (field, unit) -> {
            require(!tree.contains(unit.code()), field + "code", "the code occurs twice");
            tree.put(unit);
        });
        each("units", units, (field, unit) -> {
            unit(field, header, unit);
            String fault = tree.fault(unit);
            require(fault == null, field + "parent", fault);
            UnitPlan before = existing.get(unit.code());
            boolean moves = before != null && !Objects.equals(before.parent(), unit.parent());
            require(!moves || Tree.isMovable(before.formerParents().size()), field + "parent", Tree.MOVED_TOO_OFTEN);
        });
    }

    private void unit(String field, CampaignHeader header, UnitPlan unit) {
        require(isCode(unit.code()), field + "code", "a code is lower-case letters and digits joined by hyphens");
        name(field + "name", unit.name());
        within(field + "teams", unit.teams(), 0, MAX_COUNT);
        within(field + "members", unit.members(), 0, MAX_COUNT);
        within(field + "eligible", unit.eligible(), 0, MAX_COUNT);
        require(unit.targets().size() <= MAX_TARGETS, field + "targets", "a unit has at most " + MAX_TARGETS);
        require(unit.statedSums().size() <= MAX_TARGETS, field + "statedSums", "a unit has at most " + MAX_TARGETS);
        unit.eligibleByPhase().forEach((phase, count) -> {
            require(header.phase(phase).isPresent(), field + "eligibleByPhase." + phase, "no such phase");
            within(field + "eligibleByPhase." + phase, count, 0, MAX_COUNT);
        });
        counts(field + "baselines.", header, unit.baselines());
        counts(field + "referenceBaselines.", header, unit.referenceBaselines());
        Set<List<Object>> seen = new HashSet<>();
        each(field + "targets", unit.targets(), (path, target) -> {
            target(path, header, target);
            require(
                    seen.add(Arrays.asList(target.indicator(), target.phase(), target.level())),
                    path.substring(0, path.length() - 1),
                    "the target occurs twice");
        });
        each(field + "statedSums", unit.statedSums(), (path, sum) -> {
            sum.of().forEach(indicator -> indicator(path + "of", header, indicator));
            phase(path + "phase", header, sum.phase());
        });
        require(
                DocumentSizes.isPublishable(unit),
                field + "statedSums",
                "with so many sums and targets the unit does not fit into a record");
    }

    private void counts(String field, CampaignHeader header, Map<String, Long> counts) {
        counts.forEach((indicator, count) -> {
            indicator(field + indicator, header, indicator);
            within(field + indicator, count, 0, MAX_COUNT);
        });
    }

    private void target(String field, CampaignHeader header, Target target) {
        indicator(field + "indicator", header, target.indicator());
        phase(field + "phase", header, target.phase());
        within(field + "value", target.value(), 0, MAX_COUNT);
        require(
                (target.value() == null) != (target.shareOfMembers() == null),
                field + "value",
                "a target is either a count or a share of members");
        share(field + "shareOfMembers", target.shareOfMembers());
    }

    private void indicator(String field, CampaignHeader header, String code) {
        require(header.indicator(code).isPresent(), field, "no such indicator");
    }

    private void phase(String field, CampaignHeader header, @Nullable String code) {
        require(code == null || header.phase(code).isPresent(), field, "no such phase");
    }

    private void within(String field, @Nullable Number number, long least, long most) {
        require(
                number == null || number.longValue() >= least && number.longValue() <= most,
                field,
                "must be " + least + " to " + most);
    }

    /** A number such as 0.025; one with a huge exponent would be too costly to calculate with. */
    private void share(String field, @Nullable BigDecimal share) {
        require(
                share == null
                        || share.signum() >= 0
                                && share.compareTo(MAX_SHARE) <= 0
                                && Math.abs((long) share.scale()) <= MAX_DECIMALS,
                field,
                "must be 0 to " + MAX_SHARE + " with at most " + MAX_DECIMALS + " decimals");
    }

    private void name(String field, Name name) {
        require(
                isName(name.vi()) && (name.en() == null || isName(name.en())),
                field,
                "a name has at most " + MAX_NAME + " characters, and no half of a surrogate pair");
    }

    /** Half of a pair can be written in JSON, and neither stored nor published. */
    private static boolean isName(String text) {
        return text.length() <= MAX_NAME
                && text.codePoints().noneMatch(each -> Character.getType(each) == Character.SURROGATE);
    }

    private static boolean isCommonYear(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() < 10_000;
    }
}

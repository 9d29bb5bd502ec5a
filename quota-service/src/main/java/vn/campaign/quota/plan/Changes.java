package vn.campaign.quota.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.Name;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/** What a new version changes, field by field. */
public final class Changes {

    /** Fields that are not content: they tell where and when a document is. */
    private static final Set<String> NOT_CONTENT =
            Set.of("campaign", "version", "changedAt", "position", "formerParents");

    private static final String PARENT = "parent";

    private Changes() {}

    /**
     * What a plan would change, shown before it is put in force.
     *
     * @param version the version in force that it is compared with; 0 when there is none
     * @param added units that are new
     * @param changed units whose content differs
     * @param retired of these, units that would be retired
     * @param changes the first of the changes, the header's before the units'
     * @param findings as they would be afterwards
     * @param names what the units in these changes would be called, by their codes
     */
    public record Difference(
            long version,
            long added,
            long changed,
            long retired,
            List<PlanChange> changes,
            List<Finding> findings,
            Map<String, Name> names) {

        private static final int LISTED = 500;

        /**
         * The difference of a header and of units to those in force.
         *
         * @param before null when there is no plan yet
         * @param changed the units that differ, by code
         * @param existing all units in force, by code
         */
        public static Difference of(
                @Nullable CampaignHeader before,
                CampaignHeader after,
                Map<String, UnitPlan> changed,
                Map<String, UnitPlan> existing) {
            List<PlanChange> changes = new ArrayList<>();
            long version = before == null ? 0 : before.version();
            if (differ(before, after)) {
                changes.add(entry(after.campaign(), version, 0, null, null, null, before, after));
            }
            List<UnitPlan> units = changed.values().stream()
                    .filter(unit -> differInContent(existing.get(unit.code()), unit))
                    .toList();
            long added = 0;
            long retired = 0;
            for (UnitPlan unit : units) {
                UnitPlan former = existing.get(unit.code());
                added += former == null ? 1 : 0;
                retired += former != null && former.retiredFrom() == null && unit.retiredFrom() != null ? 1 : 0;
                if (changes.size() < LISTED) {
                    changes.add(
                            entry(after.campaign(), version, changes.size(), null, null, unit.code(), former, unit));
                }
            }
            Map<String, UnitPlan> all = new LinkedHashMap<>(existing);
            all.putAll(changed);
            return new Difference(
                    version,
                    added,
                    units.size() - added,
                    retired,
                    changes,
                    Findings.of(all.values()),
                    namesOf(changes, all));
        }
    }

    /** The units that a plan changes; those that it no longer names are retired from today on. */
    public static Map<String, UnitPlan> of(Plan plan, Map<String, UnitPlan> existing, Instant now) {
        Map<String, UnitPlan> changed = new LinkedHashMap<>();
        if (plan.units() == null) {
            return changed;
        }
        Map<String, UnitPlan> left = new LinkedHashMap<>(existing);
        for (UnitPlan named : plan.units()) {
            UnitPlan before = left.remove(named.code());
            UnitPlan unit = before == null ? named : named.reopened(before.reopened());
            if (differ(before, unit)) {
                changed.put(unit.code(), unit);
            }
        }
        LocalDate today = LocalDate.ofInstant(now, plan.header().timeZone());
        left.values().stream()
                .filter(unit -> unit.retiredFrom() == null)
                .forEach(unit -> changed.put(unit.code(), unit.retired(today)));
        return changed;
    }

    /** Whether a unit is new, or differs in content or in its position. */
    public static boolean differ(@Nullable UnitPlan before, UnitPlan after) {
        return before == null || before.position() != after.position() || differInContent(before, after);
    }

    /** Whether a unit is new or differs in content, whatever its position. */
    public static boolean differInContent(@Nullable UnitPlan before, UnitPlan after) {
        return before == null || !content(before).equals(content(after));
    }

    /** Whether a header is new or differs in content. */
    public static boolean differ(@Nullable CampaignHeader before, CampaignHeader after) {
        return before == null || !content(before).equals(content(after));
    }

    /** Whether the change affects figures that were counted already. */
    public static boolean touchFigures(@Nullable UnitPlan before, UnitPlan after) {
        return before == null
                || !Objects.equals(before.parent(), after.parent())
                || !before.baselines().equals(after.baselines())
                || !Objects.equals(before.activeFrom(), after.activeFrom())
                || !Objects.equals(before.retiredFrom(), after.retiredFrom());
    }

    /** Whether the change affects the figures of every unit. */
    public static boolean touchFigures(@Nullable CampaignHeader before, CampaignHeader after) {
        return before == null
                || !before.indicators().equals(after.indicators())
                || !before.phases().equals(after.phases())
                || !before.deadline(before.from()).equals(after.deadline(after.from()))
                || !before.timeZone().equals(after.timeZone());
    }

    /** The codes of the unit that a change is of and of those above it, before and after. */
    public static Stream<String> units(PlanChange change) {
        return Stream.of(
                        change.unit(),
                        change.before().get(PARENT),
                        change.after().get(PARENT))
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    /** What the units in some changes are called, by their codes, as far as they are known. */
    public static Map<String, Name> namesOf(List<PlanChange> changes, Map<String, UnitPlan> known) {
        return changes.stream()
                .flatMap(Changes::units)
                .filter(known::containsKey)
                .distinct()
                .collect(Collectors.toMap(code -> code, code -> known.get(code).name()));
    }

    /** One entry of the history; {@code unit} is null for the header. */
    public static PlanChange entry(
            String campaign,
            long version,
            int sequence,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable String unit,
            @Nullable Object before,
            Object after) {
        Map<String, Object> from = before == null ? Map.of() : content(before);
        Map<String, Object> to = content(after);
        Set<String> fields = new TreeSet<>(from.keySet());
        fields.addAll(to.keySet());
        fields.removeIf(field -> Objects.equals(from.get(field), to.get(field)));
        return new PlanChange(campaign, version, sequence, at, by, unit, only(from, fields), only(to, fields));
    }

    private static Map<String, Object> content(Object planned) {
        Map<String, Object> content = ContractJson.toDocument(planned);
        content.keySet().removeAll(NOT_CONTENT);
        return content;
    }

    private static Map<String, Object> only(Map<String, Object> content, Set<String> fields) {
        Map<String, Object> only = new LinkedHashMap<>(content);
        only.keySet().retainAll(fields);
        return only;
    }
}

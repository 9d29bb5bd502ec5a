package vn.campaign.quota.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/**
 * What a plan would change, shown before it is put in force.
 *
 * @param version the version in force that it is compared with; 0 when there is none
 * @param added units that are new
 * @param changed units whose content differs
 * @param retired of these, units that would be retired
 * @param changes the first of the changes, the header's before the units'
 * @param findings as they would be afterwards
 */
public record Difference(
        long version, long added, long changed, long retired, List<PlanChange> changes, List<Finding> findings) {

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
        if (Changes.differ(before, after)) {
            changes.add(Changes.entry(after.campaign(), version, 0, null, null, null, before, after));
        }
        List<UnitPlan> units = changed.values().stream()
                .filter(unit -> Changes.differInContent(existing.get(unit.code()), unit))
                .toList();
        long added = 0;
        long retired = 0;
        for (UnitPlan unit : units) {
            UnitPlan former = existing.get(unit.code());
            added += former == null ? 1 : 0;
            retired += former != null && former.retiredFrom() == null && unit.retiredFrom() != null ? 1 : 0;
            if (changes.size() < LISTED) {
                changes.add(Changes.entry(
                        after.campaign(), version, changes.size(), null, null, unit.code(), former, unit));
            }
        }
        Map<String, UnitPlan> all = new LinkedHashMap<>(existing);
        all.putAll(changed);
        return new Difference(version, added, units.size() - added, retired, changes, Findings.of(all.values()));
    }
}

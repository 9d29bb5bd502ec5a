package vn.campaign.dashboard.mongo;

import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.Collections;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;

/** Reads a campaign's units, one after the other: a large plan never stands in memory as documents. */
@Component
class PlanReader {

    private static final int UNITS_IN_A_BATCH = 2000;

    private final Documents<UnitPlan> units;

    PlanReader(MongoTemplate mongo) {
        this.units = new Documents<>(mongo, Collections.UNITS, UnitPlan.class);
    }

    Plan read(CampaignHeader header) {
        PlanBuilder builder = new PlanBuilder(header);
        stored(header.campaign()).forEach(builder::add);
        return builder.build();
    }

    /** Where the units contradict each other and themselves. */
    List<Finding> findings(String campaign) {
        return Findings.of(stored(campaign));
    }

    private Iterable<UnitPlan> stored(String campaign) {
        return units.collection()
                .find(unitsOf(campaign))
                .batchSize(UNITS_IN_A_BATCH)
                .map(units::read);
    }

    /** What changes whenever any unit does: every change of a unit raises the unit's version. */
    Fingerprint fingerprint(String campaign) {
        Document group = new Document("_id", null)
                .append("units", new Document("$sum", 1))
                .append("versions", new Document("$sum", "$version"));
        Document found = units.collection()
                .aggregate(List.of(new Document("$match", unitsOf(campaign)), new Document("$group", group)))
                .first();
        return found == null
                ? new Fingerprint(0, 0)
                : new Fingerprint(
                        found.get("units", Number.class).longValue(),
                        found.get("versions", Number.class).longValue());
    }

    /** A range of ids rather than a field: the ids are indexed everywhere. */
    private static Document unitsOf(String campaign) {
        String first = Keys.node(campaign, "");
        String end = first.substring(0, first.length() - 1) + (char) (first.charAt(first.length() - 1) + 1);
        return new Document("_id", new Document("$gte", first).append("$lt", end));
    }

    /**
     * Tells one state of a campaign's units from another.
     *
     * @param units how many there are
     * @param versions the sum of their versions
     */
    record Fingerprint(long units, long versions) {}
}

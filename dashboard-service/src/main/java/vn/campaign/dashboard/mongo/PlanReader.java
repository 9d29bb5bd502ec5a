package vn.campaign.dashboard.mongo;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.dashboard.plan.Plan;
import vn.campaign.dashboard.plan.PlanBuilder;
import vn.campaign.dashboard.plan.PlanNode;

/** Reads a campaign's units, one after the other: a large plan never stands in memory as documents. */
@Component
class PlanReader {

    private static final int UNITS_IN_A_BATCH = 2000;

    private final Documents<UnitPlan> units;
    private final Documents<PlanRevision> revisions;

    PlanReader(MongoTemplate mongo) {
        this.units = new Documents<>(mongo, CollectionNames.UNITS, UnitPlan.class);
        this.revisions = new Documents<>(mongo, CollectionNames.PLAN_REVISIONS, PlanRevision.class);
    }

    Plan read(CampaignHeader header) {
        PlanBuilder builder = new PlanBuilder(header);
        stored(header.campaign()).forEach(builder::add);
        return builder.build();
    }

    /** Where the units of a plan contradict each other and themselves. */
    List<Finding> findings(Plan plan) {
        return Findings.of(
                stored(plan.campaign()),
                code -> plan.node(code).filter(PlanNode::leaf).isEmpty());
    }

    private Iterable<UnitPlan> stored(String campaign) {
        return units.collection()
                .find(unitsOf(campaign))
                .batchSize(UNITS_IN_A_BATCH)
                .map(units::read);
    }

    /** The revision of the campaign's units; empty before any were stored. */
    Optional<String> revision(String campaign) {
        return revisions.find(campaign).map(PlanRevision::revision);
    }

    /** A range of ids rather than a field: the ids are indexed everywhere. */
    private static Document unitsOf(String campaign) {
        String first = Keys.node(campaign, "");
        String end = first.substring(0, first.length() - 1) + (char) (first.charAt(first.length() - 1) + 1);
        return new Document("_id", new Document("$gte", first).append("$lt", end));
    }
}

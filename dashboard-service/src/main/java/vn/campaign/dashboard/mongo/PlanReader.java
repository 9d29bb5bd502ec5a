package vn.campaign.dashboard.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/** Reads a campaign's units as a stream: a large plan never stands in memory as documents. */
@Component
class PlanReader {

    private static final int BATCH_SIZE = 2000;

    private final MongoTemplate mongo;

    PlanReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    Plan read(CampaignHeader header) {
        PlanBuilder builder = new PlanBuilder(header);
        try (Stream<UnitPlan> units = units(header.campaign())) {
            units.forEach(builder::add);
        }
        return builder.build();
    }

    /** Where the units of a plan contradict each other and themselves. */
    List<Finding> findings(Plan plan) {
        try (Stream<UnitPlan> units = units(plan.campaign())) {
            return Findings.of(
                    units::iterator,
                    code -> plan.node(code).filter(PlanNode::leaf).isEmpty());
        }
    }

    /** The revision of the campaign's units; empty before any were stored. */
    Optional<String> revision(String campaign) {
        return Optional.ofNullable(mongo.findById(campaign, PlanRevision.class, CollectionNames.PLAN_REVISIONS))
                .map(PlanRevision::revision);
    }

    /** By a range of ids rather than a field: the ids are indexed everywhere. */
    private Stream<UnitPlan> units(String campaign) {
        String first = Keys.node(campaign, "");
        String end = first.substring(0, first.length() - 1) + (char) (first.charAt(first.length() - 1) + 1);
        return mongo.stream(
                query(where("_id").gte(first).lt(end)).cursorBatchSize(BATCH_SIZE),
                UnitPlan.class,
                CollectionNames.UNITS);
    }
}

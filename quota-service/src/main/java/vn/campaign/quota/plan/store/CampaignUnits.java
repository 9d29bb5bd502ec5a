package vn.campaign.quota.plan.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.ObjectOperators;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.Finding;
import vn.campaign.contract.plan.Findings;
import vn.campaign.contract.plan.Subtrees;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.mongo.Chunks;
import vn.campaign.quota.mongo.DocumentsById;

/** The units of plans in MongoDB. */
@Component
public class CampaignUnits {

    private final MongoOperations mongo;

    CampaignUnits(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** All units of a campaign in the plan's order; to be closed. */
    public Stream<UnitPlan> all(String campaign) {
        return mongo.stream(
                query(where("campaign").is(campaign)).with(Sort.by("position")), UnitPlan.class, CollectionNames.UNITS);
    }

    /** All units of a campaign by their codes, in the plan's order. */
    public Map<String, UnitPlan> byCode(String campaign) {
        Map<String, UnitPlan> byCode = new LinkedHashMap<>();
        try (Stream<UnitPlan> units = all(campaign)) {
            units.forEach(unit -> byCode.put(unit.code(), unit));
        }
        return byCode;
    }

    /** Some units by their codes. */
    public Map<String, UnitPlan> byCode(String campaign, Collection<String> codes) {
        return DocumentsById.find(mongo, keys(campaign, codes), UnitPlan.class, CollectionNames.UNITS).stream()
                .collect(Collectors.toMap(UnitPlan::code, Function.identity()));
    }

    public Optional<UnitPlan> find(String campaign, String code) {
        return Optional.ofNullable(mongo.findById(Keys.node(campaign, code), UnitPlan.class, CollectionNames.UNITS));
    }

    /** How a campaign's events are spread over partitions. */
    public Subtrees subtrees(String campaign) {
        Map<String, @Nullable String> parents = new HashMap<>();
        try (Stream<UnitPlan> units = all(campaign)) {
            units.forEach(unit -> parents.put(unit.code(), unit.parent()));
        }
        return Subtrees.of(parents);
    }

    /** What a check of all units of a campaign finds. */
    public List<Finding> findings(String campaign) {
        Set<String> inner = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        try (Stream<UnitPlan> units = all(campaign)) {
            Stream<UnitPlan> each = units.peek(unit -> {
                if (unit.parent() != null) {
                    inner.add(unit.parent());
                }
            });
            findings.addAll(Findings.of(each::iterator));
        }
        for (List<String> some : Chunks.of(inner, Chunks.MAX_IDS)) {
            Set<String> reporting = withReports(campaign, some);
            some.stream().filter(reporting::contains).map(Findings::ownReports).forEach(findings::add);
        }
        return findings;
    }

    /** The units that have reports or verifications of their own: no day of a child has a first receipt in their sums. */
    private Set<String> withReports(String campaign, List<String> codes) {
        Aggregation own = Aggregation.newAggregation(
                Aggregation.match(where("_id").in(keys(campaign, codes))),
                Aggregation.project("node", "verifications")
                        .and(ObjectOperators.valueOf("days").toArray())
                        .as("days"),
                Aggregation.match(new Criteria()
                        .orOperator(
                                where("days.v.firstReceivedAt").exists(true),
                                where("verifications").exists(true))),
                Aggregation.project("node"));
        return mongo.aggregate(own, CollectionNames.PROGRESS, Document.class).getMappedResults().stream()
                .map(found -> found.getString("node"))
                .collect(Collectors.toSet());
    }

    private static List<String> keys(String campaign, Collection<String> codes) {
        return codes.stream().map(code -> Keys.node(campaign, code)).toList();
    }
}

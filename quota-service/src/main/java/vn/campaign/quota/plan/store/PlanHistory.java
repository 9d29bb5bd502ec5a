package vn.campaign.quota.plan.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.PlanChange;

/** The histories of plans in MongoDB. */
@Component
public class PlanHistory {

    private static final Sort NEWEST_FIRST = Sort.by(Order.desc("version"), Order.asc("sequence"));

    private final MongoOperations mongo;

    PlanHistory(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** All changes, oldest first; to be closed. */
    public Stream<PlanChange> all(String campaign) {
        return mongo.stream(
                query(of(campaign)).with(Sort.by("version", "sequence")),
                PlanChange.class,
                CollectionNames.PLAN_CHANGES);
    }

    /** The changes of the newest versions. */
    public List<PlanChange> newest(String campaign, int limit) {
        return find(of(campaign), NEWEST_FIRST, limit);
    }

    /** The changes that follow, newest version first, what is the {@code sequence}-th of a version. */
    public List<PlanChange> after(String campaign, long version, int sequence, int limit) {
        List<PlanChange> rest =
                find(of(campaign).and("version").is(version).and("sequence").gt(sequence), Sort.by("sequence"), limit);
        return rest.size() == limit
                ? rest
                : Stream.concat(
                                rest.stream(),
                                find(of(campaign).and("version").lt(version), NEWEST_FIRST, limit - rest.size())
                                        .stream())
                        .toList();
    }

    /** When a campaign began: this tells it from another one of the same code. Empty when there is none. */
    public Optional<Instant> began(String campaign) {
        return Optional.ofNullable(
                        mongo.findById(Keys.change(campaign, 1, 0), PlanChange.class, CollectionNames.PLAN_CHANGES))
                .map(PlanChange::at);
    }

    private List<PlanChange> find(Criteria changes, Sort order, int limit) {
        return mongo.find(query(changes).with(order).limit(limit), PlanChange.class, CollectionNames.PLAN_CHANGES);
    }

    private static Criteria of(String campaign) {
        return where("campaign").is(campaign);
    }
}

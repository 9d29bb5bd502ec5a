package vn.campaign.quota.plan.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.UnitPlan;

/**
 * Plans with their history, from one installation to another: versions, and who changed what, stay as they were. What is
 * there in a higher version stays, so that taking a plan twice, or an older copy of it, changes nothing.
 */
@Component
public class PlanTransfer {

    private final PlanDocuments documents;
    private final PlanPublisher publisher;
    private final PendingRecomputations pending;

    PlanTransfer(PlanDocuments documents, PlanPublisher publisher, PendingRecomputations pending) {
        this.documents = documents;
        this.publisher = publisher;
        this.pending = pending;
    }

    /** The history, oldest first, as it is read. */
    public Stream<PlanChange> history(String campaign) {
        return documents.changes(campaign);
    }

    /** When a campaign began, by its history: what tells it from another one that has its code; empty when there is none. */
    public Optional<Instant> began(String campaign) {
        String first = Keys.change(campaign, 1, 0);
        return Optional.ofNullable(documents
                        .find(CollectionNames.PLAN_CHANGES, List.of(first))
                        .get(first))
                .map(document ->
                        ContractJson.fromDocument(document, PlanChange.class).at());
    }

    /** Stores a header, before its units; nobody is told of it until {@link #publish}. */
    public void take(CampaignHeader header) {
        Optional<CampaignHeader> before = documents.header(header.campaign());
        if (before.isPresent() && before.get().version() < header.version()) {
            String mark = noteAll(header.campaign());
            put(CollectionNames.CAMPAIGNS, List.of(header), CampaignHeader::campaign);
            pending.finish(mark);
        } else {
            put(CollectionNames.CAMPAIGNS, List.of(header), CampaignHeader::campaign);
        }
    }

    /** Figures of every unit may depend on what an older header did not say. */
    private String noteAll(String campaign) {
        Map<String, String> formerParents = new HashMap<>();
        try (Stream<UnitPlan> units = documents.units(campaign)) {
            units.forEach(unit -> formerParents.put(unit.code(), null));
        }
        return pending.note(campaign, formerParents);
    }

    /** Stores and publishes units, and brings the figures under them. */
    public void takeUnits(String campaign, List<UnitPlan> units) {
        Map<String, UnitPlan> existing =
                documents.units(campaign, units.stream().map(UnitPlan::code).toList());
        Map<String, String> formerParents = new HashMap<>();
        for (UnitPlan unit : units) {
            UnitPlan before = existing.get(unit.code());
            if (before == null || before.version() < unit.version()) {
                formerParents.put(unit.code(), before == null ? null : before.parent());
            }
        }
        String mark = pending.note(campaign, formerParents);
        publisher.publish(CollectionNames.UNITS, put(CollectionNames.UNITS, units, UnitPlan::key));
        pending.finish(mark);
    }

    /** Stores and publishes entries of the history. */
    public void takeHistory(List<PlanChange> changes) {
        publisher.publish(CollectionNames.PLAN_CHANGES, put(CollectionNames.PLAN_CHANGES, changes, PlanChange::key));
    }

    /** Publishes the header, after its units: who sees it finds them. */
    public void publish(String campaign) {
        publisher.publish(CollectionNames.CAMPAIGNS, List.of(campaign));
    }

    private <T> List<String> put(String collection, List<T> values, Function<T, String> key) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        values.forEach(value -> found.put(key.apply(value), ContractJson.toDocument(value)));
        documents.putIfHigher(collection, found);
        return List.copyOf(found.keySet());
    }
}

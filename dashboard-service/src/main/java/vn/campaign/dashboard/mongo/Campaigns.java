package vn.campaign.dashboard.mongo;

import com.mongodb.MongoException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.Finding;
import vn.campaign.dashboard.plan.Plan;

/** The plans in force, held in memory and kept up with the store. */
@Component
public class Campaigns {

    private static final Logger log = LoggerFactory.getLogger(Campaigns.class);

    private final PlanReader reader;
    private final Documents<CampaignHeader> headers;
    private final Clock clock;
    private final Map<String, HeldPlan> held = new ConcurrentHashMap<>();

    Campaigns(PlanReader reader, MongoTemplate mongo, Clock clock) {
        this.reader = reader;
        this.headers = new Documents<>(mongo, CollectionNames.CAMPAIGNS, CampaignHeader.class);
        this.clock = clock;
    }

    /** The headers of all campaigns, the newest first. */
    public List<CampaignHeader> headers() {
        return headers.all().stream()
                .sorted(Comparator.comparing(CampaignHeader::from).reversed().thenComparing(CampaignHeader::campaign))
                .toList();
    }

    /** The plan in force: its header is looked up each time, its units are read again when the header is newer. */
    public Optional<Plan> find(String campaign) {
        Optional<CampaignHeader> header = headers.find(campaign);
        if (header.isEmpty()) {
            held.remove(campaign);
        }
        return header.map(newest -> hold(campaign).inForce(newest));
    }

    /** Where a plan in force contradicts itself. */
    public List<Finding> findings(Plan plan) {
        return hold(plan.campaign()).findings(plan);
    }

    /** Looks for units that changed after their header did, as those of a large import do. */
    @Scheduled(fixedDelayString = "PT5S")
    void refresh() {
        try {
            held.forEach((campaign, plan) -> headers.find(campaign).ifPresent(plan::refresh));
        } catch (MongoException unavailable) {
            log.warn("plans cannot be compared with the store: {}", unavailable.toString());
        }
    }

    private HeldPlan hold(String campaign) {
        return held.computeIfAbsent(campaign, code -> new HeldPlan(reader, clock));
    }
}

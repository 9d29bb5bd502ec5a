package vn.campaign.quota.plan.store;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.plan.CampaignHeader;

/** The headers of plans in MongoDB. */
@Component
public class CampaignHeaders {

    private final MongoOperations mongo;

    CampaignHeaders(MongoOperations mongo) {
        this.mongo = mongo;
    }

    public List<CampaignHeader> all() {
        return mongo.find(new Query().with(Sort.by("_id")), CampaignHeader.class, CollectionNames.CAMPAIGNS);
    }

    public Optional<CampaignHeader> find(String campaign) {
        return Optional.ofNullable(mongo.findById(campaign, CampaignHeader.class, CollectionNames.CAMPAIGNS));
    }

    /** The version of a plan; 0 where there is none. */
    long version(String campaign) {
        return find(campaign).map(CampaignHeader::version).orElse(0L);
    }
}

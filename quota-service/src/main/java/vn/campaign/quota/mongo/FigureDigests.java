package vn.campaign.quota.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.Sha256;
import vn.campaign.contract.progress.NodeProgress;

/** Digests of campaigns' figures, to see whether any changed. Versions are not part of them. */
@Component
public class FigureDigests {

    private static final int BYTES = 16;

    private static final JsonMapper ORDERED = ContractJson.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final MongoOperations mongo;

    FigureDigests(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * One campaign's figures as one digest.
     *
     * @param nodes that have figures
     */
    public record OfCampaign(int nodes, String digest) {}

    /** The digest of a campaign's figures, equal wherever the same events were counted under the same plan. */
    public OfCampaign take(String campaign) {
        Query figuresOnly = Query.query(where("campaign").is(campaign));
        figuresOnly.fields().exclude("version");
        Map<String, String> digests = new TreeMap<>();
        try (Stream<NodeProgress> all = mongo.stream(figuresOnly, NodeProgress.class, CollectionNames.PROGRESS)) {
            // A node whose figures were all withdrawn equals one that never had any.
            all.filter(figures -> !figures.days().isEmpty()
                            || !figures.verifications().isEmpty())
                    .forEach(figures -> digests.put(
                            Keys.node(figures.campaign(), figures.node()),
                            digest(ORDERED.writeValueAsString(figures))));
        }
        return new OfCampaign(digests.size(), digest(digests.toString()));
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.newDigest().digest(text.getBytes(UTF_8)), 0, BYTES);
    }
}

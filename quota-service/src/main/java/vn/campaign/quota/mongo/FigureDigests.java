package vn.campaign.quota.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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

/** Digests of the nodes' figures, to see whether any changed. Versions are not part of them. */
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

    /** The digest of every node's figures, by node key. */
    public Map<String, String> take() {
        return take(new Query(), any -> true);
    }

    /** The digest of a campaign's figures, equal wherever the same events were counted under the same plan. */
    public OfCampaign take(String campaign) {
        // A node whose figures were all withdrawn equals one that never had any.
        Map<String, String> digests = take(
                Query.query(where("campaign").is(campaign)),
                figures -> !figures.days().isEmpty() || !figures.verifications().isEmpty());
        return new OfCampaign(digests.size(), digest(digests.toString()));
    }

    private Map<String, String> take(Query query, Predicate<NodeProgress> filter) {
        query.fields().exclude("version");
        Map<String, String> digests = new TreeMap<>();
        try (Stream<NodeProgress> all = mongo.stream(query, NodeProgress.class, CollectionNames.PROGRESS)) {
            all.filter(filter)
                    .forEach(figures -> digests.put(
                            Keys.node(figures.campaign(), figures.node()),
                            digest(ORDERED.writeValueAsString(figures))));
        }
        return digests;
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.newDigest().digest(text.getBytes(UTF_8)), 0, BYTES);
    }
}

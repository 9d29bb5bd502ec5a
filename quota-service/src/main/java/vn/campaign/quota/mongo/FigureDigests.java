package vn.campaign.quota.mongo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.progress.NodeProgress;

/** A fingerprint of every node's figures, to see whether any changed. */
@Component
public class FigureDigests {

    private static final int BYTES = 16;

    private final Documents progress;
    private final JsonMapper ordered = ContractJson.mapper()
            .rebuild()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    FigureDigests(MongoTemplate mongo) {
        this.progress = new Documents(mongo, CollectionNames.PROGRESS);
    }

    /** Digests by node key; versions do not count. */
    public Map<String, String> take() {
        Map<String, String> digests = new TreeMap<>();
        take(new Document(), (node, figures) -> digests.put(node, digest(ordered.writeValueAsString(figures))));
        return digests;
    }

    /**
     * One campaign's figures as one digest.
     *
     * @param nodes of which anything is said
     */
    public record OfCampaign(int nodes, String digest) {}

    /** The digest of a campaign's figures; the same wherever the same was stated under the same plan. */
    public OfCampaign take(String campaign) {
        Map<String, String> digests = new TreeMap<>();
        take(new Document("campaign", campaign), (node, figures) -> {
            // A node that once had figures, and a node that never had any, say the same.
            if (!figures.days().isEmpty() || !figures.verifications().isEmpty()) {
                digests.put(node, digest(ordered.writeValueAsString(figures)));
            }
        });
        return new OfCampaign(digests.size(), digest(digests.toString()));
    }

    private void take(Document filter, BiConsumer<String, NodeProgress> each) {
        progress.collection().find(filter).forEach(document -> {
            document.remove("version");
            each.accept(document.getString("_id"), ContractJson.fromDocument(document, NodeProgress.class));
        });
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}

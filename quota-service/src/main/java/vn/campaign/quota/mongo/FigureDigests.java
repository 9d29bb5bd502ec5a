package vn.campaign.quota.mongo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.Collections;
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
        this.progress = new Documents(mongo, Collections.PROGRESS);
    }

    /** Digests by node key; versions do not count. */
    public Map<String, String> take() {
        Map<String, String> digests = new TreeMap<>();
        progress.collection().find().forEach(document -> {
            document.remove("version");
            NodeProgress figures = ContractJson.fromDocument(document, NodeProgress.class);
            digests.put(document.getString("_id"), digest(ordered.writeValueAsString(figures)));
        });
        return digests;
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

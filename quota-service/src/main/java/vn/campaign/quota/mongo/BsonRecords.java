package vn.campaign.quota.mongo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.undercouch.bson4jackson.BsonFactory;
import org.bson.RawBsonDocument;
import tools.jackson.databind.ObjectMapper;
import vn.campaign.contract.ContractJson;

/** Records of the contract as the bytes that the driver sends, without documents of maps and lists between. */
final class BsonRecords {

    private static final ObjectMapper MAPPER = ContractJson.in(new BsonFactory());

    private BsonRecords() {}

    /** A record as it is within a document. */
    static RawBsonDocument of(Object value) {
        return new RawBsonDocument(MAPPER.writeValueAsBytes(value));
    }

    /** A record as a document of its own. */
    static RawBsonDocument document(String id, Object value) {
        return of(new Identified(id, value));
    }

    private record Identified(@JsonProperty("_id") String id, @JsonUnwrapped Object value) {}
}

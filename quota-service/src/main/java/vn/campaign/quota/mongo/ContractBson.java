package vn.campaign.quota.mongo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.undercouch.bson4jackson.BsonFactory;
import org.bson.RawBsonDocument;
import tools.jackson.databind.ObjectMapper;
import vn.campaign.contract.ContractJson;

/** Encodes records of the contract to the BSON bytes that the driver sends. */
final class ContractBson {

    private static final ObjectMapper MAPPER = ContractJson.in(new BsonFactory());

    private ContractBson() {}

    /** Encodes a record that is a field of a document. */
    static RawBsonDocument of(Object value) {
        return new RawBsonDocument(MAPPER.writeValueAsBytes(value));
    }

    /** Encodes a record as a document. */
    static RawBsonDocument document(String id, Object value) {
        return of(new Identified(id, value));
    }

    private record Identified(@JsonProperty("_id") String id, @JsonUnwrapped Object value) {}
}

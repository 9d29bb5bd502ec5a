package vn.campaign.quota.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import vn.campaign.contract.ContractJson;

/**
 * What a backup holds. It is written last, so that an incomplete backup has none.
 *
 * @param begun when the positions were read; what was counted later is counted again after a restore
 * @param parts in the order in which they were read
 */
record BackupManifest(Instant begun, Instant ended, List<Part> parts) {

    private static final String NAME = "manifest.json";

    /**
     * One collection.
     *
     * @param sha256 of the compressed file
     */
    record Part(String collection, long documents, String sha256) {

        Path file(Path directory) {
            return directory.resolve(collection + ".json.gz");
        }
    }

    long documents() {
        return parts.stream().mapToLong(Part::documents).sum();
    }

    void write(Path directory) throws IOException {
        Files.write(
                directory.resolve(NAME), ContractJson.mapper().writeValueAsBytes(this), StandardOpenOption.CREATE_NEW);
    }

    static BackupManifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw new RefusedException("Not a backup, or an incomplete one: there is no " + file);
        }
        try {
            return ContractJson.mapper().readValue(Files.readAllBytes(file), BackupManifest.class);
        } catch (JacksonException damaged) {
            throw new RefusedException("The backup is damaged: " + file);
        }
    }
}

package vn.campaign.quota.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.progress.DaySum;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

class CompareAndSetTest {

    private static final LocalDate DAY = LocalDate.parse("2023-06-21");
    private static final Instant RECEIVED = Instant.parse("2023-06-21T10:30:00.123Z");
    private static final RegisterValue STATED = new RegisterValue(
            RECEIVED, "0123", RECEIVED.plusMillis(1), Map.of("ACTIVATED_L1", Long.MAX_VALUE), "Thôn Đông 🙂", null);
    private static final NodeProgress PROGRESS = new NodeProgress(
            "campaign",
            "thôn",
            "version",
            true,
            new TreeMap<>(Map.of(DAY, new DaySum(Map.of("ACTIVATED_L1", 7L), 1, 0, RECEIVED, RECEIVED, Map.of()))),
            new TreeMap<>(Map.of(DAY, new Register(STATED, List.of(STATED), null, RECEIVED))));

    @Test
    void whatIsWrittenIsTheContractsJson() throws Exception {
        Document written = CompareAndSet.bson(PROGRESS).decode(new DocumentCodec());

        assertThat(ContractJson.mapper().readTree(written.toJson()))
                .isEqualTo(ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsBytes(PROGRESS)));
        assertThat(ContractJson.fromDocument(written, NodeProgress.class)).isEqualTo(PROGRESS);
    }

    @Test
    void aDocumentOfItsOwnHasItsIdFirst() {
        RawBsonDocument document = CompareAndSet.document("campaign/thôn", PROGRESS);

        assertThat(document.getFirstKey()).isEqualTo("_id");
        Document written = document.decode(new DocumentCodec());
        assertThat(written.remove("_id")).isEqualTo("campaign/thôn");
        assertThat(written).isEqualTo(CompareAndSet.bson(PROGRESS).decode(new DocumentCodec()));
    }
}

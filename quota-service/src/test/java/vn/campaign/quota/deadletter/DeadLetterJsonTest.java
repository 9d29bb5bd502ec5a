package vn.campaign.quota.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.ContractJson;

/** Ids and cursors are text in JSON, as they are in addresses. */
class DeadLetterJsonTest {

    @Test
    void aPageNamesItsDeadLettersAndTheNextPage() {
        DeadLetterSummary letter = new DeadLetterSummary(
                new DeadLetterId(3, 17), Instant.EPOCH, "why", "campaign.activations", 5, 42, "c/u", 300, null);
        DeadLetterPage.Cursor next = new DeadLetterPage.Cursor(new TreeMap<>(Map.of(0, 120L, 7, 3L)));

        String json = ContractJson.mapper().writeValueAsString(new DeadLetterPage(List.of(letter), next));

        assertThat(json)
                .isEqualTo("{\"letters\":[{\"id\":\"3-17\",\"at\":\"1970-01-01T00:00:00Z\",\"reason\":\"why\","
                        + "\"topic\":\"campaign.activations\",\"partition\":5,\"offset\":42,\"key\":\"c/u\",\"bytes\":300}],"
                        + "\"next\":\"0-120.7-3\"}");
        assertThat(DeadLetterPage.Cursor.parse("0-120.7-3")).contains(next);
    }
}

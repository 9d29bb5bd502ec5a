package vn.campaign.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

class IsoTextTest {

    /** From the year 0 to the year 9999. */
    @Property
    void everyInstantIsReadAsItWasWritten(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        for (int each : new int[] {nano, nano / 1_000 * 1_000, nano / 1_000_000 * 1_000_000, 0}) {
            Instant instant = Instant.ofEpochSecond(second, each);

            assertThat(IsoText.instant(instant.toString())).isEqualTo(instant);
        }
    }

    @Property
    void everyDateIsReadAsItWasWritten(@ForAll @LongRange(min = -719_528, max = 2_932_896) long day) {
        LocalDate date = LocalDate.ofEpochDay(day);

        assertThat(IsoText.date(date.toString())).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-06-21T10:30:00+07:00",
                "2023-06-21T24:00:00Z",
                "2023-06-21T10:30:00.1234567890Z",
                "2023-06-21T10:30:00.Z",
                "2023-06-21 10:30:00Z",
                "2023-06-21T10:30:60Z",
                "2023-06-21T10:60:00Z",
                "2023-02-29T10:30:00Z",
                "2023-13-01T10:30:00Z",
                "2023-00-01T10:30:00Z",
                "2023-06-00T10:30:00Z",
                "2023-06-21T1a:30:00Z",
                "2023-06-21T10:30:00.1 2Z",
                "2023-06-21T10:30Z",
                "+12023-06-21T10:30:00Z",
                ""
            })
    void anotherFormIsLeftToJackson(String text) {
        assertThat(IsoText.instant(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2023-02-29\"", "\"2023-06-21x\"", "\"21.6.2023\"", "\"\"", "true"})
    void whatIsNoDateIsRefused(String json) {
        assertThatThrownBy(() -> ContractJson.mapper().readValue("{\"date\":" + json + "}", Dated.class))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> ContractJson.mapper()
                        .readValue("{" + json + ":1}", new TypeReference<SortedMap<LocalDate, Integer>>() {}))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2023-02-29T00:00:00Z\"", "\"2023-06-21\"", "\"\"", "true"})
    void whatIsNoInstantIsRefused(String json) {
        assertThatThrownBy(() -> ContractJson.mapper().readValue("{\"at\":" + json + "}", Dated.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void theMapperReadsBoth() {
        Dated dated =
                ContractJson.fromDocument(Map.of("date", "2023-06-21", "at", "2023-06-21T10:30:00.120Z"), Dated.class);

        assertThat(dated).isEqualTo(new Dated(LocalDate.parse("2023-06-21"), Instant.parse("2023-06-21T10:30:00.12Z")));
        assertThat(ContractJson.mapper().readValue("{\"at\":\"2023-06-21T17:30:00.12+07:00\"}", Dated.class))
                .isEqualTo(new Dated(null, dated.at()));
    }

    private record Dated(LocalDate date, Instant at) {}
}

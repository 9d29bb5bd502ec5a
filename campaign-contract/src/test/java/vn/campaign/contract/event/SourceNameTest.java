package vn.campaign.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.campaign.contract.progress.DaySheet;

class SourceNameTest {

    @ParameterizedTest
    @CsvSource({
        "unit, unit",
        "Unit, unit",
        "UNIT, unit",
        "Tổ-ĐOÀN_2, tổ-đoàn_2",
        "ΟΔΟΣ, οδος",
        "队伍, 队伍",
        "TO\u0302\u0309, t\u1ed5"
    })
    void aNameIsLowerCasedAndComposed(String text, String name) {
        assertThat(SourceName.normalized(text)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-unit",
                "_",
                "a b",
                "a.b",
                "$a",
                "a\u0000",
                "a\n",
                "a/b",
                "\ud800",
                "to\u0309\u0302",
                "İ"
            })
    void whatIsNoNameIsTold(String text) {
        assertThat(SourceName.normalized(text)).isEmpty();
    }

    @Test
    void aNameHas64CharactersAtMostHoweverItIsWritten() {
        String longest = "ệ".repeat(64);
        assertThat(SourceName.normalized(Normalizer.normalize(longest, Normalizer.Form.NFD)))
                .contains(longest);
        assertThat(SourceName.normalized("𐐨".repeat(64))).isPresent();
        assertThat(SourceName.normalized(longest + "a")).isEmpty();
        assertThat(SourceName.normalized("a" + "\u0301\u0323".repeat(1_000_000)))
                .isEmpty();
    }

    @Test
    void normalizingANameAgainChangesNothing() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .mapToObj(Character::toString)
                        .flatMap(text -> SourceName.normalized(text).stream())
                        .filter(name ->
                                !SourceName.normalized(name).equals(Optional.of(name)) || !SourceName.isName(name)))
                .isEmpty();
    }

    @Test
    void theUnitComesFirstThenNamesInTheirOrder() {
        assertThat(Stream.of("zalo", "unit", "đoàn", "Unit", "10", "9").sorted(DaySheet.SOURCE_ORDER))
                .isEqualTo(List.of("unit", "10", "9", "Unit", "zalo", "đoàn"));
    }
}

package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer a.b-c_d=", "a\tb", "Thuận An", "\uD83D\uDE00"})
    void textIs(String value) {
        assertThat(HeaderValues.isText(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u0000", "a\u007F", "\u0085", "end\uFFFF"})
    void controlAndUnassignedCharactersAreNot(String value) {
        assertThat(HeaderValues.isText(value)).isFalse();
    }

    @Test
    void whatIsNotThereIsNothingBad() {
        assertThat(HeaderValues.isText(null)).isTrue();
    }
}

package vn.campaign.dashboard.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactMathTest {

    @ParameterizedTest
    @CsvSource({
        "1, 3, 2, 6",
        "250, 250, 249, 250",
        "-5, 10, 1, 1000",
        "-1, 3, -2, 6",
        "0, 7, 0, 9",
        "4611686018427387905, 4611686018427387904, 4611686018427387906, 4611686018427387905",
        "9223372036854775807, 9223372036854775806, 9223372036854775806, 9223372036854775805",
        "-9223372036854775808, 9223372036854775807, 9223372036854775807, 1",
        "3037000500, 1, 9223372036854775807, 3037000500"
    })
    void fractionsAreComparedAsIfWithAnyNumberOfDigits(long one, long of, long other, long than) {
        int expected = product(one, than).compareTo(product(other, of));
        assertThat(Integer.signum(ExactMath.compare(one, of, other, than))).isEqualTo(expected);
        assertThat(Integer.signum(ExactMath.compare(other, than, one, of))).isEqualTo(-expected);
    }

    @ParameterizedTest
    @CsvSource({
        "9999, 10000, 99.9", "99949, 100000, 99.9", "99950, 100000, 99.9", "10000, 10000, 100.0",
        "10001, 10000, 100.0", "9995, 10000, 99.9", "-3, 2, -150.0", "0, 5, 0.0"
    })
    void aPercentageIsAHundredOnlyOnceAllIsReached(long part, long whole, String percent) {
        assertThat(ExactMath.percent(part, whole)).isEqualTo(new BigDecimal(percent));
    }

    @Test
    void aShareIsOneOnlyOfAll() {
        assertThat(ExactMath.share(19_999, 20_000)).isEqualTo(new BigDecimal("0.9999"));
        assertThat(ExactMath.share(99_999, 100_000)).isEqualTo(new BigDecimal("0.9999"));
        assertThat(ExactMath.share(7, 7)).isEqualTo(new BigDecimal("1.0000"));
        assertThat(ExactMath.share(0, 0)).isNull();
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}

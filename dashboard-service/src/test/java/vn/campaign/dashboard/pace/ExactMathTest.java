package vn.campaign.dashboard.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
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

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}

package vn.campaign.dashboard.pace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Quotients of whole numbers, rounded only here, where a figure is shown. */
public final class ExactMath {

    private ExactMath() {}

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * {@code part / whole x 100} to one decimal, half up, but 99.9 where that would round a smaller part to all of it; null when
     * {@code whole} is 0 or unknown.
     */
    public static @Nullable BigDecimal percent(long part, @Nullable Long whole) {
        return whole == null || whole == 0
                ? null
                : belowAll(part, whole, quotient(product(part, 100), BigDecimal.valueOf(whole), 1), HUNDRED);
    }

    /** The quotient, or the largest number of its decimals below {@code all}, where only rounding made all of a smaller part. */
    private static BigDecimal belowAll(long part, long whole, BigDecimal quotient, BigDecimal all) {
        return part < whole && quotient.compareTo(all) >= 0 ? all.subtract(quotient.ulp()) : quotient;
    }

    /** {@code dividend / divisor} to {@code decimals} decimals, half up. */
    public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor, int decimals) {
        return dividend.divide(divisor, decimals, RoundingMode.HALF_UP);
    }

    public static BigDecimal product(long one, long other) {
        return BigDecimal.valueOf(one).multiply(BigDecimal.valueOf(other));
    }

    /** {@code part / whole} to four decimals, half up, but 0.9999 where that would make 1 of less; null when {@code whole} is 0. */
    public static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : belowAll(
                        part, whole, quotient(BigDecimal.valueOf(part), BigDecimal.valueOf(whole), 4), BigDecimal.ONE);
    }

    /** {@code one / of} compared with {@code other / than}, nothing rounded; both divisors above 0. */
    public static int compare(long one, long of, long other, long than) {
        int upperHalves = Long.compare(Math.multiplyHigh(one, than), Math.multiplyHigh(other, of));
        return upperHalves != 0 ? upperHalves : Long.compareUnsigned(one * than, other * of);
    }

    /** {@code dividend / divisor} rounded up, for a dividend of 0 or more. */
    static long ceiling(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }
}

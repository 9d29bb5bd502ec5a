package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

    @Test
    void aLimitedCallerDoesNotLimitOthers() {
        RateLimiter rate = new RateLimiter(new AccessProperties.Rate(1, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(rate.secondsToWait("hasty")).isZero();
        }
        assertThat(rate.secondsToWait("hasty")).isPositive();
        assertThat(rate.secondsToWait("calm")).isZero();
    }
}

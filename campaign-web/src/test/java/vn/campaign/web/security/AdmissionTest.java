package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import vn.campaign.web.problem.ApiException;

class AdmissionTest {

    private final Admission admission = new Admission(new AccessProperties.Rate(1, 3, 60));

    @Test
    void aLimitedCallerDoesNotLimitOthers() {
        for (int i = 0; i < 3; i++) {
            assertThatCode(() -> admit("hasty")).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> admit("hasty")).isInstanceOfSatisfying(ApiException.class, problem -> assertThatCode(
                        () -> Integer.parseInt(problem.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)))
                .doesNotThrowAnyException());
        assertThatCode(() -> admit("calm")).doesNotThrowAnyException();
    }

    @Test
    void aCompressedBodyIsNotAdmitted() {
        var request = MockServerHttpRequest.put("/").header(HttpHeaders.CONTENT_ENCODING, "gzip");
        assertThatThrownBy(() -> admission.admit(MockServerWebExchange.from(request), () -> "calm"))
                .hasFieldOrPropertyWithValue("code", Admission.COMPRESSED);
    }

    private void admit(String account) {
        admission.admit(MockServerWebExchange.from(MockServerHttpRequest.get("/")), () -> account);
    }
}

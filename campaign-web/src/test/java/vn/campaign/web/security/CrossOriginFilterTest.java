package vn.campaign.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossOriginFilterTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    cross-site,  https://evil.example,  false",
        "POST,   same-origin, https://here.example,  false",
        "POST,   none,        ,                      false",
        "POST,   cross-site,  https://evil.example,  true",
        "PUT,    same-site,   https://sub.example,   true",
        "DELETE, cross-site,  ,                      true",
        "POST,   ,            https://here.example,  false",
        "POST,   ,            https://evil.example,  true",
        "POST,   ,            http://here.example:81, true",
        "POST,   ,            null,                  true",
        "POST,   ,            'not an origin',       true",
        "POST,   ,            ,                      false"
    })
    void requestsOfOtherSitesAreForged(String method, String fetchSite, String origin, boolean forged) {
        assertThat(CrossOriginFilter.isForged(method, fetchSite, origin, "here.example"))
                .isEqualTo(forged);
    }
}

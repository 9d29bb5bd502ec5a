package vn.campaign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.campaign.contract.ContractJson;
import vn.campaign.testing.CampaignSystem;

/** A header that nobody can parse is refused, by every service in one way, on whatever address. */
@ExtendWith(SharedSystem.class)
class UnreadableHeadersIT {

    private static final List<String> ADDRESSES = List.of("/api/v1/campaigns", "/", "/campaign.css", "/nowhere");

    /** By header, what cannot be parsed. */
    private static final Map<String, List<String>> UNREADABLE = Map.of(
            "Content-Type",
            List.of("multipart/form-data", "multipart/mixed; charset=UTF-8", "text", "a/b/c", "text/csv; charset=none"),
            "Accept",
            List.of("text", "a/b/c", "text/html; q=high", "application/json; charset=none"),
            "Accept-Language",
            List.of("vi; q=high", "?", "-"),
            "If-None-Match",
            List.of("abc", "W/", "\"open"),
            "Range",
            List.of("bytes", "bytes=5-1", "lines=1-2"));

    private static CampaignSystem system;

    @BeforeAll
    static void use(CampaignSystem shared) {
        system = shared;
    }

    static Stream<Arguments> headers() {
        return Stream.of("reporting-service", "quota-service", "dashboard-service")
                .flatMap(service -> UNREADABLE.entrySet().stream().flatMap(header -> header.getValue().stream()
                        .map(value -> Arguments.of(service, header.getKey(), value))));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void areRefusedWithAProblemDetail(String service, String header, String value) throws IOException {
        for (String address : ADDRESSES) {
            HttpRequest.Builder request = HttpRequest.newBuilder(system.uri(service, address))
                    .header("Authorization", "Bearer " + system.tokens.apply(CampaignSystem.EVERYTHING))
                    .header(header, value);
            HttpResponse<InputStream> response = system.client.open(request);
            String body = new String(response.body().readAllBytes());
            assertThat(response.statusCode()).as("%s: %s", address, body).isIn(400, 406, 415);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(ContractJson.mapper().readTree(body).get("field").asString())
                    .isEqualTo(header);
        }
    }
}

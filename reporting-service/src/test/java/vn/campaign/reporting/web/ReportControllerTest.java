package vn.campaign.reporting.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.HandlerMapping;
import vn.campaign.reporting.format.ReportBody;

class ReportControllerTest {

    /** An empty result would be answered with 200, as if the report had been taken. */
    @Test
    void aReportWithoutACallerFails() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.put("/"));
        exchange.getAttributes()
                .put(
                        HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                        Map.of("campaign", "c", "unit", "u", "date", "2023-06-21"));
        var controller = new ReportController(null);
        assertThatThrownBy(() -> controller
                        .report(exchange, new ReportBody(Map.of(), null, null, null))
                        .block())
                .isInstanceOf(NoSuchElementException.class);
    }
}

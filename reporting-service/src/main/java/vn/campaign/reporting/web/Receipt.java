package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import vn.campaign.contract.event.ActivationEvent;

/**
 * Proof that Kafka has acknowledged a submission.
 *
 * @param eventId the same for every attempt to submit the same
 * @param date a report's activity date; null for a verification
 * @param source a report's source; null for a verification
 * @param asOf a verification's date; null for a report
 * @param follow the path of the site, at dashboard-service, that tells when it is counted
 */
record Receipt(
        @Schema(example = "5f0c7e2b9a4d4be08d1f6a3c2b1e0d9f") String eventId,
        @Schema(example = "thanh-an-2023") String campaign,
        @Schema(example = "thuan-an") String unit,
        @Schema(example = "2023-06-21", nullable = true) @Nullable LocalDate date,
        @Schema(example = "unit", nullable = true) @Nullable String source,
        @Schema(nullable = true) @Nullable LocalDate asOf,
        @Schema(example = "2023-06-21T10:30:00Z") Instant observedAt,
        @Schema(example = "2023-06-21T10:30:01.250Z") Instant receivedAt,
        @Schema(format = "uri-reference") String follow) {

    /** The receipt of an event that stands at the offset; its link holds what finds its register there. */
    static Receipt of(ActivationEvent event, int partition, long offset) {
        String source = event.source();
        String follow = "/api/v1/campaigns/" + event.campaign() + "/receipts/" + event.eventId()
                + "?unit=" + event.unit() + "&date=" + event.day()
                + "&source=" + (source == null ? "" : UriUtils.encode(source, StandardCharsets.UTF_8))
                + "&partition=" + partition + "&offset=" + offset;
        return new Receipt(
                event.eventId(),
                event.campaign(),
                event.unit(),
                source == null ? null : event.day(),
                source,
                source == null ? event.day() : null,
                event.observedAt(),
                event.receivedAt(),
                follow);
    }
}

package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;

/**
 * That a statement was taken, once Kafka has it.
 *
 * @param eventId the same for every attempt to make the same statement
 * @param date a report's activity date; null for a verification
 * @param source a report's source; null for a verification
 * @param asOf a verification's date; null for a report
 * @param follow where to see when it is counted
 */
record Receipt(
        @Schema(example = "5f0c7e2b9a4d4be08d1f6a3c2b1e0d9f") String eventId,
        @Schema(example = "thanh-an-2023") String campaign,
        @Schema(example = "thuan-an") String unit,
        @Schema(example = "2023-06-21", nullable = true) LocalDate date,
        @Schema(example = "unit", nullable = true) String source,
        @Schema(nullable = true) LocalDate asOf,
        @Schema(example = "2023-06-21T10:30:00Z") Instant observedAt,
        @Schema(example = "2023-06-21T10:30:01.250Z") Instant receivedAt,
        @Schema(format = "uri") String follow) {}

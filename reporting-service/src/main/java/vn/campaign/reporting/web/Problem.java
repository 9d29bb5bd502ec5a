package vn.campaign.reporting.web;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * RFC 9457 problem details.
 *
 * @param code stable; what a client may depend on
 * @param field the field or parameter at fault, or null when it is none in particular
 */
record Problem(
        @Schema(example = "about:blank") String type,
        @Schema(example = "Unprocessable Content") String title,
        @Schema(example = "422") int status,
        @Schema(example = "A count is a whole number from 0 to 1000000.") String detail,
        @Schema(example = "/api/v1/campaigns/thanh-an-2023/units/thuan-an/reports/2023-06-21") String instance,
        @Schema(example = "COUNT_INVALID") String code,
        @Schema(example = "counts.ACTIVATED_L1", nullable = true) String field) {}

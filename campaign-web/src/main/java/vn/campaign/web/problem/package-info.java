/**
 * Problem details (RFC 9457) for every failed request: throw an {@link vn.campaign.web.problem.ApiException}, translate what a
 * driver throws with a {@link vn.campaign.web.problem.FailureTranslator} bean, and describe an answer with
 * {@code @ApiResponse(responseCode = "409", description = "PHASE_LOCKED")} alone.
 */
@NullMarked
package vn.campaign.web.problem;

import org.jspecify.annotations.NullMarked;

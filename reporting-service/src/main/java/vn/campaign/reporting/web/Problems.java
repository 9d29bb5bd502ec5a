package vn.campaign.reporting.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import vn.campaign.reporting.format.BodyRefusedException;
import vn.campaign.reporting.format.StrictJson;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.reporting.kafka.BrokerUnavailableException;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.FailureTranslator;

/** The problem details of what this service refuses. */
@Component
final class Problems implements FailureTranslator {

    @Override
    public @Nullable ApiException translate(Throwable failure) {
        if (failure instanceof BodyRefusedException refused) {
            return of(refused.refusal());
        }
        if (failure instanceof BrokerUnavailableException) {
            return ApiException.unavailable(
                    "BROKER_UNAVAILABLE",
                    "The submission was not acknowledged in time. Nothing is promised; send it again.");
        }
        return failure instanceof ServerWebInputException input && isBody(input) ? unreadable(input) : null;
    }

    static ApiException of(Rejected refusal) {
        return new ApiException(status(refusal.code()), refusal.code().name(), refusal.field(), refusal.detail());
    }

    /** Tells a client whose clock is ahead what time it is here, so that it can send the same with another stamp. */
    static ApiException of(Rejected refusal, Instant now) {
        ApiException problem = of(refusal);
        if (refusal.code() == RefusalCode.OBSERVED_IN_FUTURE) {
            problem.getBody()
                    .setProperty("now", now.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return problem;
    }

    static ApiException of(RefusalCode code, @Nullable String field, String detail) {
        return of(new Rejected(code, field, detail));
    }

    private static boolean isBody(ServerWebInputException input) {
        return input.getMethodParameter() != null
                && input.getMethodParameter().hasParameterAnnotation(RequestBody.class);
    }

    private static ApiException unreadable(ServerWebInputException input) {
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException failure) {
                return of(StrictJson.refusal(failure));
            }
        }
        return of(RefusalCode.MALFORMED, null, "This is not a JSON object.");
    }

    private static HttpStatus status(RefusalCode code) {
        return switch (code) {
            case MALFORMED, UNKNOWN_FIELD, DUPLICATE_KEY, DUPLICATE_LINE -> HttpStatus.BAD_REQUEST;
            case CAMPAIGN_UNKNOWN, UNIT_UNKNOWN -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case OTHER_ACCOUNT, UNIT_NOT_A_LEAF, UNIT_RETIRED, PHASE_LOCKED -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case INDICATOR_UNKNOWN,
                    INDICATOR_IS_SUM,
                    DATE_OUTSIDE_CAMPAIGN,
                    DATE_IN_FUTURE,
                    OBSERVED_IN_FUTURE,
                    COUNT_INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}

package vn.campaign.web.security;

import org.springframework.http.HttpStatus;
import vn.campaign.web.problem.ApiException;

/** The identity provider does not answer; a later attempt may succeed. */
final class IdentityProviderUnavailableException extends ApiException {

    static final String CODE = "IDENTITY_UNAVAILABLE";

    IdentityProviderUnavailableException(Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, CODE, null, "The identity provider does not answer; try again.", cause);
    }
}

package vn.campaign.web.security;

/** The identity provider does not answer; whoever asks again later may be let in. */
public final class IdentityProviderUnavailableException extends RuntimeException {

    IdentityProviderUnavailableException(Throwable cause) {
        super("The identity provider does not answer: " + cause.getMessage(), cause);
    }
}

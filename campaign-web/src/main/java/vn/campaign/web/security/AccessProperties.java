package vn.campaign.web.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The identity provider, the login of browsers, and the limits of one caller.
 *
 * @param issuer the identity provider's address as tokens name it
 * @param providerUri where this service reaches it, when that is another address; else empty
 * @param audience the audience that a token must have
 * @param clientId the OAuth 2 client of the pages
 * @param clientSecret its secret
 * @param session how long a login lasts on a device
 * @param timeout how long a client may take between two pieces of a request, and a connection may be idle
 * @param rate the rate limit of one caller
 * @param upload the limits of bodies
 */
@Validated
@ConfigurationProperties("campaign.access")
public record AccessProperties(
        @NotBlank String issuer,
        @NotNull @DefaultValue("") String providerUri,
        @NotBlank @DefaultValue("campaign") String audience,
        @NotBlank @DefaultValue("campaign-pages") String clientId,
        @NotNull @DefaultValue("") String clientSecret,
        @NotNull @DefaultValue("30d") Duration session,
        @NotNull @DefaultValue("60s") Duration timeout,
        @Valid @DefaultValue Rate rate,
        @Valid @DefaultValue Upload upload) {

    /**
     * The rate limit of one caller: an account, or an address without one.
     *
     * @param perSecond requests per second that an instance accepts continuously
     * @param burst requests that it accepts at once
     * @param failuresPerMinute failed authentications of an address after which the identity provider is not asked
     */
    public record Rate(
            @Positive @DefaultValue("50") int perSecond,
            @Positive @DefaultValue("400") int burst,
            @Positive @DefaultValue("60") int failuresPerMinute) {}

    /**
     * The limits of bodies that occupy a thread.
     *
     * @param timeout how long one may take to arrive
     * @param perAccount how many an account may send at once
     */
    public record Upload(@NotNull @DefaultValue("10m") Duration timeout, @Positive @DefaultValue("4") int perAccount) {}

    /** The address at which this service calls the identity provider. */
    String reachableAt() {
        return providerUri.isBlank() ? issuer : providerUri;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessProperties[issuer=" + issuer + ", audience=" + audience + ", clientId=" + clientId + "]";
    }
}

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
 * Where tokens come from, and how much one caller may ask for.
 *
 * @param issuer the identity provider's address as tokens name it
 * @param providerUri where this service reaches it, when that is another address; else empty
 * @param audience what a token must be meant for
 * @param clientId the client as which pages log in
 * @param clientSecret its secret
 * @param cookieDomain the domain that the services' hosts share, so that one log-in serves all; empty for one host
 * @param session how long a log-in lasts on a device
 * @param patience how long a client may take between two pieces of a request, and a connection be idle
 * @param rate how often one caller may ask
 */
@Validated
@ConfigurationProperties("campaign.access")
public record AccessProperties(
        @NotBlank String issuer,
        @NotNull @DefaultValue("") String providerUri,
        @NotBlank @DefaultValue("campaign") String audience,
        @NotBlank @DefaultValue("campaign-pages") String clientId,
        @NotNull @DefaultValue("") String clientSecret,
        @NotNull @DefaultValue("") String cookieDomain,
        @NotNull @DefaultValue("30d") Duration session,
        @NotNull @DefaultValue("60s") Duration patience,
        @Valid @DefaultValue Rate rate) {

    /**
     * How often one caller may ask.
     *
     * @param perSecond requests of one account, or of one address without one, that an instance answers for long
     * @param burst how many of them at once
     */
    public record Rate(@Positive @DefaultValue("50") int perSecond, @Positive @DefaultValue("400") int burst) {}

    /** Where this service asks the identity provider. */
    String reachableAt() {
        return providerUri.isBlank() ? issuer : providerUri;
    }

    @Override
    public String toString() {
        return "AccessProperties[issuer=" + issuer + ", audience=" + audience + ", clientId=" + clientId + "]";
    }
}

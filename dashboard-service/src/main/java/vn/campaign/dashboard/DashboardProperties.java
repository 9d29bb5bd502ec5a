package vn.campaign.dashboard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator sets for dashboard-service beside the addresses.
 *
 * @param live how fast streams follow
 * @param reportingUrl where units report, whose pages may read the API; empty for nowhere
 * @param reminder where the list of units that have not reported is sent every day; nowhere by default
 * @param measuredNodes of how many nodes, those of the two highest levels, Prometheus is shown the progress
 */
@Validated
@ConfigurationProperties("campaign")
public record DashboardProperties(
        @Valid @DefaultValue Live live,
        @Pattern(regexp = "(https?://[^/]+)?") @DefaultValue("") String reportingUrl,
        @Valid @DefaultValue Reminder reminder,
        @PositiveOrZero @DefaultValue("200") int measuredNodes) {

    /**
     * How fast streams follow.
     *
     * @param coalesce how long changes are gathered before a view is computed
     * @param refresh how often a stream reads the store without having heard of a change
     * @param heartbeat how often a quiet stream shows that it lives
     * @param perAccount how many streams of one account an instance keeps open
     */
    public record Live(
            @NotNull @DefaultValue("100ms") Duration coalesce,
            @NotNull @DefaultValue("10s") Duration refresh,
            @NotNull @DefaultValue("15s") Duration heartbeat,
            @Positive @DefaultValue("50") int perAccount) {}

    /**
     * The daily reminder as a webhook.
     *
     * @param url takes the POST; empty for none
     * @param secret signs it, at least 24 characters
     * @param before how long before the daily deadline it is sent
     * @param every how often it is looked whether one is due
     */
    public record Reminder(
            @Pattern(regexp = "(https?://.+)?") @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @NotNull @DefaultValue("60m") Duration before,
            @NotNull @DefaultValue("10s") Duration every) {

        private static final int SHORTEST_SECRET = 24;

        /** Whether there is anywhere to send it. */
        public boolean on() {
            return !url.isEmpty();
        }

        @AssertTrue(message = "a reminder's secret has at least 24 characters")
        boolean isSecretLongEnough() {
            return !on() || secret.length() >= SHORTEST_SECRET;
        }

        @Override
        public String toString() {
            return "Reminder[url=" + url + ", before=" + before + "]";
        }
    }
}

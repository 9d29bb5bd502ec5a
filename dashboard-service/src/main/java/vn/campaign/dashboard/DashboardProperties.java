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
 * The settings of dashboard-service besides addresses.
 *
 * @param live the event streams
 * @param reminder where the list of units that have not reported is sent every day; nowhere by default
 * @param measuredNodes of how many nodes, those of the two highest levels, Prometheus is shown the progress
 */
@Validated
@ConfigurationProperties("campaign")
public record DashboardProperties(
        @Valid @DefaultValue Live live,
        @Valid @DefaultValue Reminder reminder,
        @PositiveOrZero @DefaultValue("200") int measuredNodes) {

    /**
     * The event streams.
     *
     * @param coalesce how long after a reading changes are coalesced before they are read
     * @param refresh how often a stream reads the store without an announced change
     * @param heartbeat how often a stream sends a heartbeat
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
     * @param every how often due reminders are looked for
     */
    public record Reminder(
            @Pattern(regexp = "(https?://.+)?") @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @NotNull @DefaultValue("60m") Duration before,
            @NotNull @DefaultValue("10s") Duration every) {

        private static final int MIN_SECRET_LENGTH = 24;

        /** Whether there is anywhere to send it. */
        public boolean on() {
            return !url.isEmpty();
        }

        @AssertTrue(message = "a reminder's secret has at least 24 characters")
        boolean isSecretLongEnough() {
            return !on() || secret.length() >= MIN_SECRET_LENGTH;
        }

        @Override
        public String toString() {
            return "Reminder[url=" + url + ", before=" + before + "]";
        }
    }
}

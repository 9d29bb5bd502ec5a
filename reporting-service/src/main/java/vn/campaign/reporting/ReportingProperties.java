package vn.campaign.reporting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator sets for reporting-service beside the addresses.
 *
 * @param publishTimeout how long an event is offered to a producer that cannot buffer it
 * @param planMaxAge for how long reports are checked against a plan that cannot be compared with its topics
 * @param topics how topics are made that do not exist yet
 * @param bulk how much a bulk request may use
 */
@Validated
@ConfigurationProperties("campaign")
public record ReportingProperties(
        @NotNull @DefaultValue("5s") Duration publishTimeout,
        @NotNull @DefaultValue("10m") Duration planMaxAge,
        @Valid @DefaultValue Topics topics,
        @Valid @DefaultValue Bulk bulk) {

    /**
     * How topics are made.
     *
     * @param partitions of each topic
     * @param replicas of each partition; 3 in production
     */
    public record Topics(@Positive @DefaultValue("12") int partitions, @Positive @DefaultValue("1") short replicas) {}

    /**
     * How much a bulk request may use.
     *
     * @param lines the most that one request may hold
     * @param inFlight events of one request that may await Kafka's acknowledgement at once
     * @param requests that are worked on at once; all together remember as many lines as so many may hold
     * @param senders requests that are read at once; each holds a thread, also while it waits for its client
     * @param waiting requests that may wait for each of those threads
     */
    public record Bulk(
            @Positive @DefaultValue("1000000") int lines,
            @Positive @DefaultValue("5000") int inFlight,
            @Positive @DefaultValue("4") int requests,
            @Positive @DefaultValue("32") int senders,
            @Positive @DefaultValue("10") int waiting) {}
}

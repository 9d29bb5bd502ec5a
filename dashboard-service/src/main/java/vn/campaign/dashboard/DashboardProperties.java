package vn.campaign.dashboard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator sets for dashboard-service beside the addresses.
 *
 * @param live how fast streams follow
 */
@Validated
@ConfigurationProperties("campaign")
public record DashboardProperties(@Valid @DefaultValue Live live) {

    /**
     * How fast streams follow.
     *
     * @param coalesce how long changes are gathered before a view is computed
     * @param refresh how often a stream reads the store without having heard of a change
     * @param heartbeat how often a quiet stream shows that it lives
     */
    public record Live(
            @NotNull @DefaultValue("100ms") Duration coalesce,
            @NotNull @DefaultValue("10s") Duration refresh,
            @NotNull @DefaultValue("15s") Duration heartbeat) {}
}

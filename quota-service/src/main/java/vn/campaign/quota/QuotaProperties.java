package vn.campaign.quota;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator sets for quota-service beside the addresses.
 *
 * @param topics how topics are made that do not exist yet
 */
@Validated
@ConfigurationProperties("campaign")
public record QuotaProperties(@Valid @DefaultValue Topics topics) {

    /**
     * How topics are made.
     *
     * @param partitions of each topic
     * @param replicas of each partition; 3 in production
     */
    public record Topics(@Positive @DefaultValue("12") int partitions, @Positive @DefaultValue("1") short replicas) {}
}

package vn.campaign.quota;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are made that do not exist yet.
 *
 * @param partitions of each topic
 * @param replicas of each partition; 3 in production
 */
@Validated
@ConfigurationProperties("campaign.topics")
public record TopicProperties(
        @Positive @DefaultValue("12") int partitions, @Positive @DefaultValue("1") short replicas) {}

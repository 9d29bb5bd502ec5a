package vn.campaign.quota;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import vn.campaign.contract.CampaignClock;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Topics;
import vn.campaign.quota.progress.ProgressStore;
import vn.campaign.quota.progress.ProgressUpdater;
import vn.campaign.quota.progress.VersionGenerator;
import vn.campaign.web.BlockingRequests;
import vn.campaign.web.UploadFilter;
import vn.campaign.web.page.PageConfiguration;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.FailureTranslator;
import vn.campaign.web.problem.OutageLog;
import vn.campaign.web.problem.ProblemConfiguration;
import vn.campaign.web.security.AccessProperties;
import vn.campaign.web.security.SecurityConfiguration;

/** What the packages of this service share. */
@Configuration(proxyBeanMethods = false)
@Import({SecurityConfiguration.class, ProblemConfiguration.class, PageConfiguration.class, BlockingRequests.class})
class QuotaConfiguration {

    private static final Logger log = LoggerFactory.getLogger(QuotaConfiguration.class);

    @Bean
    Clock clock() {
        return CampaignClock.current();
    }

    /** As Spring Boot's own, but for the factory. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    JsonMapper.Builder jsonMapperBuilder(List<JsonMapperBuilderCustomizer> customizers) {
        JsonMapper.Builder builder = JsonMapper.builder(ContractJson.factory());
        customizers.forEach(each -> each.customize(builder));
        return builder;
    }

    /** What was written before the failure is written again, and the rest with it, when the request is sent again. */
    @Bean
    FailureTranslator storeOrBrokerUnavailable() {
        OutageLog outages = new OutageLog(log, "Requests fail for want of the store or the broker");
        return failure -> {
            if (failure instanceof DataAccessException
                    || failure instanceof org.springframework.kafka.KafkaException
                    || failure instanceof KafkaException) {
                outages.add(failure);
                return ApiException.unavailable("UNAVAILABLE", "the store or the broker does not answer; send again");
            }
            return null;
        };
    }

    /** A command serves nothing and has no such properties. */
    @Bean
    @ConditionalOnWebApplication
    WebFilter uploadFilter(AccessProperties properties) {
        return new UploadFilter(properties.upload(), HttpMethod.PUT, HttpMethod.POST);
    }

    /** WebFlux reads what is not UTF-8 as replacement characters; here such a query is rejected, whoever reads it. */
    @Bean
    WebFilter readableQuery() {
        return (exchange, chain) -> {
            String query = exchange.getRequest().getURI().getRawQuery();
            return query == null
                            || URLDecoder.decode(query, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0
                    ? chain.filter(exchange)
                    : Mono.error(ApiException.malformed(null, "the query is not encoded as UTF-8"));
        };
    }

    @Bean
    VersionGenerator versionGenerator() {
        return new VersionGenerator(new SecureRandom()::nextLong);
    }

    @Bean
    ProgressUpdater progressUpdater(ProgressStore store, VersionGenerator versions) {
        return new ProgressUpdater(store, versions);
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicProperties properties) {
        return new KafkaAdmin.NewTopics(
                Topics.all(properties.partitions(), properties.replicas()).toArray(NewTopic[]::new));
    }
}

package vn.campaign.quota.mongo;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultDbRefResolver;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.Keys;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanChange;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;

/** How documents are written and read: durably, from the primary, in the contract's JSON. */
@Configuration(proxyBeanMethods = false)
public class MongoConfiguration {

    /**
     * A write is acknowledged by a majority and a read sees the newest write, whatever the connection string says. A store
     * that does not answer is noticed well before the consumer group gives the consumer up.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer storeSettings() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, SECONDS).readTimeout(30, SECONDS));
    }

    /** Without life cycle events: nothing listens, and a batch would publish thousands. */
    @Bean
    MongoTemplate mongoTemplate(MongoDatabaseFactory factory, MongoConverter converter) {
        MongoTemplate template = new MongoTemplate(factory, converter);
        template.setEntityLifecycleEventsEnabled(false);
        return template;
    }

    @Bean
    MappingMongoConverter mongoConverter(
            MongoDatabaseFactory factory, MongoMappingContext context, MongoCustomConversions conversions) {
        var converter = new MappingMongoConverter(new DefaultDbRefResolver(factory), context) {
            /** A campaign's code of 24 hexadecimal digits is still no ObjectId. */
            @Override
            public @Nullable Object convertId(@Nullable Object id, Class<?> type) {
                return id;
            }
        };
        converter.setCustomConversions(conversions);
        return converter;
    }

    @Bean
    MongoCustomConversions contractConversions() {
        return new MongoCustomConversions(Stream.of(
                        conversion(CampaignHeader.class, CampaignHeader::key),
                        conversion(UnitPlan.class, UnitPlan::key),
                        conversion(PlanChange.class, PlanChange::key),
                        conversion(PlanRevision.class, PlanRevision::campaign),
                        conversion(DaySheet.class, sheet -> Keys.sheet(sheet.campaign(), sheet.node(), sheet.date())),
                        conversion(NodeProgress.class, progress -> Keys.node(progress.campaign(), progress.node())),
                        conversion(AppliedPosition.class, AppliedPosition::partition),
                        conversion(DeadLetter.class, DeadLetter::key))
                .flatMap(Set::stream)
                .toList());
    }

    /** A record of the contract is stored as its JSON and the id that follows from its fields. */
    private static <T> Set<GenericConverter> conversion(Class<T> type, Function<T, String> id) {
        return ConverterBuilder.reading(Document.class, type, document -> ContractJson.fromDocument(document, type))
                .andWriting(value -> new Document(ContractJson.toDocument(value)).append("_id", id.apply(value)))
                .getConverters();
    }
}

package vn.campaign.dashboard.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
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
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanRevision;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.contract.progress.AppliedPosition;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.DeadLetter;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.StoreLoss;

/** How documents are read and written: from the primary, durably, and the contract's records by their JSON. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** A view is never older than the announcement that asked for it; a claimed reminder stays claimed. */
    @Bean
    MongoClientSettingsBuilderCustomizer consistency() {
        return settings -> settings.readPreference(ReadPreference.primary()).writeConcern(WriteConcern.MAJORITY);
    }

    @Bean
    MongoCustomConversions contractRecords() {
        return new MongoCustomConversions(Stream.of(
                        CampaignHeader.class,
                        UnitPlan.class,
                        PlanRevision.class,
                        NodeProgress.class,
                        DaySheet.class,
                        AppliedPosition.class,
                        DeadLetter.class,
                        StoreLoss.class)
                .map(MongoConfiguration::reading)
                .toList());
    }

    private static <T> GenericConverter reading(Class<T> type) {
        return ConverterBuilder.reading(Document.class, type, document -> ContractJson.fromDocument(document, type))
                .getReadingConverter();
    }

    /** Without life cycle events: nothing listens, and the reading of a plan would publish thousands. */
    @Bean
    MongoTemplate mongoTemplate(MongoDatabaseFactory database, MappingMongoConverter converter) {
        MongoTemplate template = new MongoTemplate(database, converter);
        template.setEntityLifecycleEventsEnabled(false);
        return template;
    }

    @Bean
    MappingMongoConverter mongoConverter(
            MongoDatabaseFactory database, MongoMappingContext context, MongoCustomConversions conversions) {
        var converter = new MappingMongoConverter(new DefaultDbRefResolver(database), context) {
            /** A campaign's code of 24 hexadecimal digits is still no ObjectId. */
            @Override
            public @Nullable Object convertId(@Nullable Object id, Class<?> type) {
                return id;
            }
        };
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }
}

package vn.campaign.dashboard.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.mongodb.MongoDatabaseFactory;
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

/** How Spring Data reads and writes: consistently, and the contract's records by their JSON. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** A view is never older than the announcement that asked for it; a claimed reminder is claimed for good. */
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
                        DeadLetter.class)
                .map(RecordReader::new)
                .toList());
    }

    @Bean
    MappingMongoConverter mongoConverter(
            MongoDatabaseFactory database, MongoMappingContext context, MongoCustomConversions conversions) {
        // A campaign's code may be 24 hexadecimal digits and is still no ObjectId.
        var converter = new MappingMongoConverter(new DefaultDbRefResolver(database), context) {
            @Override
            public @Nullable Object convertId(@Nullable Object id, Class<?> type) {
                return id;
            }
        };
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    @ReadingConverter
    private record RecordReader(Class<?> type) implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(Document.class, type));
        }

        @Override
        public Object convert(@Nullable Object document, TypeDescriptor from, TypeDescriptor to) {
            return ContractJson.fromDocument((Document) document, type);
        }
    }
}

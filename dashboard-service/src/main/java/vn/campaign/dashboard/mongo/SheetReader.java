package vn.campaign.dashboard.mongo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/** Reads the registers behind the figures: what each source reported for a day, and what was verified. */
@Component
public class SheetReader {

    private final MongoTemplate mongo;

    SheetReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** The day sheets of a node by date; a day without a report has none. */
    public Map<LocalDate, DaySheet> days(String campaign, String node, List<LocalDate> dates) {
        List<String> ids =
                dates.stream().map(date -> Keys.sheet(campaign, node, date)).toList();
        return ChunkedQuery.byId(ids, query -> mongo.find(query, DaySheet.class, CollectionNames.DAY_SHEETS)).stream()
                .collect(Collectors.toMap(DaySheet::date, Function.identity()));
    }

    /** The register of one source's reports for a day. */
    public Optional<Register> reports(String campaign, String unit, LocalDate date, String source) {
        return Optional.ofNullable(
                        mongo.findById(Keys.sheet(campaign, unit, date), DaySheet.class, CollectionNames.DAY_SHEETS))
                .map(sheet -> sheet.sources().get(source));
    }

    /** The register of the verifications of a unit as of a day. */
    public Optional<Register> verifications(String campaign, String unit, LocalDate asOf) {
        return Optional.ofNullable(
                        mongo.findById(Keys.node(campaign, unit), NodeProgress.class, CollectionNames.PROGRESS))
                .map(progress -> progress.verifications().get(asOf));
    }
}

package vn.campaign.dashboard.mongo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;
import vn.campaign.contract.CollectionNames;
import vn.campaign.contract.Keys;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.NodeProgress;
import vn.campaign.contract.progress.Register;

/** Reads the registers behind the figures: what each source stated for a day, and what verifications stated. */
@Component
public class SheetReader {

    private final Documents<DaySheet> sheets;
    private final Documents<NodeProgress> progress;

    SheetReader(MongoTemplate mongo) {
        this.sheets = new Documents<>(mongo, CollectionNames.DAY_SHEETS, DaySheet.class);
        this.progress = new Documents<>(mongo, CollectionNames.PROGRESS, NodeProgress.class);
    }

    /** The day sheets of a node by date; a day on which nothing was said has none. */
    public SortedMap<LocalDate, DaySheet> days(String campaign, String node, LocalDate from, LocalDate to) {
        List<String> ids = from.datesUntil(to.plusDays(1))
                .map(date -> Keys.sheet(campaign, node, date))
                .toList();
        SortedMap<LocalDate, DaySheet> found = new TreeMap<>();
        sheets.find(ids).values().forEach(sheet -> found.put(sheet.date(), sheet));
        return found;
    }

    /** The register of one source's reports for a day. */
    public Optional<Register> reports(String campaign, String unit, LocalDate date, String source) {
        return sheets.find(Keys.sheet(campaign, unit, date))
                .map(sheet -> sheet.sources().get(source));
    }

    /** The register of the verifications of a unit as of a day. */
    public Optional<Register> verifications(String campaign, String unit, LocalDate asOf) {
        return progress.find(Keys.node(campaign, unit))
                .map(found -> found.verifications().get(asOf));
    }
}

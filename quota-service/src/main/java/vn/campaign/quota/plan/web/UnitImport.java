package vn.campaign.quota.plan.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Difference;
import vn.campaign.quota.plan.PlanCheck;
import vn.campaign.quota.plan.Tree;
import vn.campaign.quota.plan.Violation;
import vn.campaign.quota.plan.store.Plans;
import vn.campaign.quota.plan.store.UnitChanges;
import vn.campaign.quota.web.Refused;

/**
 * Imports units line by line, some hundred at a time, so that only their places in the tree stay in memory; or looks what
 * that would change, and keeps what does.
 */
@Component
class UnitImport {

    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final int UNITS_AT_ONCE = 300;
    private static final int ERRORS_LISTED = 1000;
    private static final int MAX_LINE = 64 << 10;

    private final Plans plans;
    private final UnitChanges changes;

    UnitImport(Plans plans, UnitChanges changes) {
        this.plans = plans;
        this.changes = changes;
    }

    /** What is wrong with a line. */
    record LineError(long line, String code, String field, String detail) {}

    /**
     * What became of an import.
     *
     * @param unchanged accepted lines that say what the plan says already
     * @param errors the first thousand
     */
    record Summary(
            long version,
            long received,
            long accepted,
            long rejected,
            long unchanged,
            List<LineError> errors,
            long errorsOmitted) {}

    /** What an import would do. */
    record Preview(@JsonUnwrapped Summary summary, Difference difference) {}

    /** Takes the lines of a file; the plan's version has begun already. */
    Summary run(CampaignHeader header, MediaType type, InputStream body, String by) throws IOException {
        Import running = new Import(header, false, by);
        read(running, type, body);
        return running.finish();
    }

    /** Writes nothing. */
    Preview preview(CampaignHeader header, MediaType type, InputStream body) throws IOException {
        Import running = new Import(header, true, null);
        read(running, type, body);
        Summary summary = running.finish();
        return new Preview(summary, plans.difference(header, running.differing));
    }

    private void read(Import running, MediaType type, InputStream body) throws IOException {
        if (type.isCompatibleWith(MediaType.parseMediaType(CSV))) {
            csv(running, body);
        } else if (type.isCompatibleWith(MediaType.parseMediaType(XLSX))) {
            xlsx(running, body);
        } else {
            ndjson(running, body);
        }
    }

    private static void ndjson(Import running, InputStream body) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            BoundedLines bounded = new BoundedLines(lines, MAX_LINE);
            for (long number = 1; bounded.next(); number++) {
                String line = bounded.line();
                if (line == null) {
                    running.refuse(number, "TOO_LARGE", null, "a line has at most " + MAX_LINE + " characters");
                } else if (!line.isBlank()) {
                    running.take(number, position -> PlanJson.unit(running.header.campaign(), line, position));
                }
            }
        }
    }

    private static void xlsx(Import running, InputStream body) throws IOException {
        UnitCsv[] columns = {null};
        UnitXlsx.read(body, (number, cells) -> {
            if (columns[0] == null) {
                columns[0] = new UnitCsv(cells);
            } else {
                running.take(number, position -> columns[0].unit(running.header.campaign(), cells, position));
            }
        });
    }

    private static void csv(Import running, InputStream body) throws IOException {
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .detectBomHeader(true)
                .maxBufferSize(16 << 20)
                .ofNamedCsvRecord(body)) {
            UnitCsv columns = null;
            for (NamedCsvRecord record : records) {
                UnitCsv known = columns == null ? new UnitCsv(record.getHeader()) : columns;
                columns = known;
                running.take(
                        record.getStartingLineNumber(),
                        position -> known.unit(running.header.campaign(), record.getFields(), position));
            }
        } catch (CsvParseException broken) {
            // What follows cannot be told apart from it.
            running.refuse(
                    running.received + 2,
                    "MALFORMED",
                    null,
                    "from here on it is no CSV: a quote stands open, or a field is too long");
        }
    }

    private interface Line {
        UnitPlan unit(int position);
    }

    /** One import under way. */
    private final class Import {

        private final CampaignHeader header;
        private final boolean dryRun;
        private final Map<String, UnitPlan> differing = new LinkedHashMap<>();
        private final Tree tree = new Tree();
        private final Set<String> named = new HashSet<>();
        private final Set<String> leavesBefore = new HashSet<>();
        private final Map<String, UnitPlan> chunk = new LinkedHashMap<>();
        private final List<LineError> errors = new ArrayList<>();
        private final String by;
        private int positions;
        private int sequence;
        private long received;
        private long rejected;
        private long unchanged;

        Import(CampaignHeader header, boolean dryRun, String by) {
            this.by = by;
            this.header = header;
            this.dryRun = dryRun;
            try (Stream<UnitPlan> units = plans.units(header.campaign())) {
                units.forEach(unit -> {
                    tree.put(unit);
                    positions = Math.max(positions, unit.position() + 1);
                    leavesBefore.add(unit.code());
                });
            }
            leavesBefore.removeIf(tree::hasChildren);
        }

        void take(long number, Line line) {
            received++;
            try {
                UnitPlan unit = line.unit(positions);
                check(unit);
                tree.put(unit);
                named.add(unit.code());
                chunk.put(unit.code(), unit);
                positions++;
            } catch (Refused refused) {
                rejected++;
                list(new LineError(
                        number,
                        refused.code(),
                        refused.field(),
                        refused.getBody().getDetail()));
            }
            if (chunk.size() == UNITS_AT_ONCE) {
                write();
            }
        }

        void refuse(long number, String code, String field, String detail) {
            received++;
            rejected++;
            list(new LineError(number, code, field, detail));
        }

        private void list(LineError error) {
            if (errors.size() < ERRORS_LISTED) {
                errors.add(error);
            }
        }

        private void check(UnitPlan unit) {
            List<Violation> violations = PlanCheck.of(header, unit);
            if (!violations.isEmpty()) {
                throw Refused.invalid(violations);
            }
            if (named.contains(unit.code())) {
                throw new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT, "DUPLICATE_LINE", "code", "the unit was named before");
            }
            if (unit.parent() != null && !tree.contains(unit.parent())) {
                throw new Refused(
                        HttpStatus.NOT_FOUND, "UNIT_UNKNOWN", "parent", "no such unit, here or further up in the file");
            }
            String fault = tree.fault(unit);
            if (fault != null) {
                throw Refused.invalid(List.of(new Violation("parent", fault)));
            }
            if (unit.parent() != null
                    && leavesBefore.contains(unit.parent())
                    && changes.hasReports(header.campaign(), unit.parent())) {
                throw Outcomes.hasReports("parent", unit.parent());
            }
        }

        private void write() {
            Map<String, UnitPlan> existing = changes.existing(header, List.copyOf(chunk.values()));
            Map<String, UnitPlan> changed = new LinkedHashMap<>();
            chunk.forEach((code, unit) -> {
                UnitPlan before = existing.get(code);
                UnitPlan after =
                        before == null ? unit : unit.at(0, before.position()).reopened(before.reopened());
                if (Changes.differ(before, after)) {
                    changed.put(code, after);
                } else {
                    unchanged++;
                }
            });
            if (dryRun) {
                differing.putAll(changed);
            } else {
                changes.write(header, changed, existing, sequence, by);
            }
            sequence += changed.size();
            chunk.clear();
        }

        Summary finish() {
            write();
            return new Summary(
                    header.version(),
                    received,
                    received - rejected,
                    rejected,
                    unchanged,
                    errors,
                    rejected - errors.size());
        }
    }
}

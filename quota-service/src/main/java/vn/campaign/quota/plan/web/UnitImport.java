package vn.campaign.quota.plan.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.quota.plan.Changes;
import vn.campaign.quota.plan.Changes.Difference;
import vn.campaign.quota.plan.DocumentSizes;
import vn.campaign.quota.plan.PlanCheck;
import vn.campaign.quota.plan.Tree;
import vn.campaign.quota.plan.store.CampaignUnits;
import vn.campaign.quota.plan.store.Outcome.Reason;
import vn.campaign.quota.plan.store.PlanWriter;
import vn.campaign.web.problem.ApiException;

/**
 * Imports units line by line and writes a few hundred at a time, so that only their places in the tree stay in memory; or
 * collects what that would change.
 */
@Component
class UnitImport {

    private static final int CHUNK = 300;
    private static final int MAX_ERRORS = 1000;

    private final CampaignUnits units;
    private final PlanWriter writer;

    UnitImport(CampaignUnits units, PlanWriter writer) {
        this.units = units;
        this.writer = writer;
    }

    /** What is wrong with a line. */
    record LineError(long line, String code, @Nullable String field, String detail) {}

    /**
     * What became of an import.
     *
     * @param unchanged accepted lines that say what the plan says already
     * @param errors the first thousand
     * @param difference of a preview alone
     */
    record Summary(
            long version,
            long received,
            long accepted,
            long rejected,
            long unchanged,
            List<LineError> errors,
            long errorsOmitted,
            @Nullable Difference difference) {}

    /**
     * Takes the lines of a file.
     *
     * @param header of the version that has begun already
     * @param by the account, or null to write nothing and see what would change
     */
    Summary run(CampaignHeader header, MediaType type, InputStream body, @Nullable String by) throws IOException {
        Run run = new Run(header, by);
        UnitFile.read(header.campaign(), type, body, run::take);
        return run.summary();
    }

    /** One import in progress. */
    private final class Run {

        private final CampaignHeader header;
        private final @Nullable String by;
        private final Map<String, UnitPlan> previewed = new LinkedHashMap<>();
        private final Tree tree;
        private final Set<String> named = new HashSet<>();
        private final Map<String, UnitPlan> pending = new LinkedHashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private final List<LineError> errors = new ArrayList<>();
        private int positions;
        private int sequence;
        private long received;
        private long rejected;
        private long unchanged;

        Run(CampaignHeader header, @Nullable String by) {
            this.header = header;
            this.tree = new Tree(DocumentSizes.maxChildren(header));
            this.by = by;
            try (Stream<UnitPlan> all = units.all(header.campaign())) {
                all.forEach(unit -> {
                    tree.put(unit);
                    positions = Math.max(positions, unit.position() + 1);
                });
            }
        }

        void take(Supplier<UnitPlan> line, long number) {
            received++;
            try {
                UnitPlan unit = line.get().at(0, positions);
                check(unit);
                positions++;
                tree.put(unit);
                named.add(unit.code());
                pending.put(unit.code(), unit);
                numbers.put(unit.code(), number);
            } catch (ApiException invalid) {
                reject(new LineError(number, invalid.code(), invalid.field(), invalid.detail()));
            }
            if (pending.size() == CHUNK) {
                write();
            }
        }

        private void reject(LineError error) {
            rejected++;
            if (errors.size() < MAX_ERRORS) {
                errors.add(error);
            }
        }

        Summary summary() {
            write();
            return new Summary(
                    header.version(),
                    received,
                    received - rejected,
                    rejected,
                    unchanged,
                    errors,
                    rejected - errors.size(),
                    by == null ? Difference.of(header, header, previewed, units.byCode(header.campaign())) : null);
        }

        private void check(UnitPlan unit) {
            PlanJson.requireValid(PlanCheck.of(header, unit));
            if (named.contains(unit.code())) {
                throw new ApiException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "DUPLICATE_LINE", "code", "the unit was named before");
            }
            if (unit.parent() != null && !tree.contains(unit.parent())) {
                throw ApiException.notFound("UNIT_UNKNOWN", "parent", "no such unit, here or further up in the file");
            }
            String fault = tree.fault(unit);
            if (fault != null) {
                PlanJson.requireValid(List.of(new PlanCheck.Violation("parent", fault)));
            }
        }

        private void write() {
            Map<String, UnitPlan> existing = units.byCode(header.campaign(), pending.keySet());
            Map<String, UnitPlan> changed = new LinkedHashMap<>();
            pending.forEach((code, unit) -> {
                UnitPlan before = existing.get(code);
                UnitPlan after =
                        before == null ? unit : unit.at(0, before.position()).reopened(before.reopened());
                if (Changes.differ(before, after)) {
                    changed.put(code, after);
                }
            });
            unchanged += pending.size() - changed.size();
            if (by == null) {
                previewed.putAll(changed);
            } else {
                Set<String> conflicts = writer.write(header, changed, existing, sequence, by);
                sequence += changed.size() - conflicts.size();
                conflicts.forEach(code -> reject(new LineError(
                        numbers.get(code),
                        Reason.VERSION_CONFLICT.name(),
                        null,
                        "the unit was changed after the import began")));
            }
            pending.clear();
            numbers.clear();
        }
    }
}

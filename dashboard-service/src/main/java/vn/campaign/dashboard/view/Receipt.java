package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.SourceName;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;
import vn.campaign.dashboard.view.DayView.ValueView;

/**
 * What became of a report or verification.
 *
 * @param standing how it stands among the others of its register; null unless it is counted
 * @param stands what stands in its register now, whoever stated it and when: itself, what superseded it, or what withdrew it;
 *     null unless it is counted
 * @param reason why it was refused, {@link #TOO_MANY_SOURCES} or a dead letter's reason; null unless it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String eventId, State state, @Nullable Standing standing, @Nullable ValueView stands, @Nullable String reason) {

    /** Its unit's day has as many sources as a day can have, and all of them come before its own. */
    static final String TOO_MANY_SOURCES = "TOO_MANY_SOURCES";

    /** How far it has been processed. */
    public enum State {
        PENDING,
        COUNTED,
        REFUSED
    }

    /** How a counted value relates to the others of its register. */
    public enum Standing {
        STANDING,
        SUPERSEDED,
        WITHDRAWN
    }

    /** A register keeps this many earlier values; that an older one was superseded is inferred from their number. */
    private static final int EARLIER_KEPT = 20;

    public static Receipt pending(String eventId) {
        return new Receipt(eventId, State.PENDING, null, null, null);
    }

    public static Receipt refused(String eventId, String reason) {
        return new Receipt(eventId, State.REFUSED, null, null, reason);
    }

    /** The receipt of a report whose record is applied, from its day's sheet; empty when that never held it. */
    public static Optional<Receipt> ofReport(String eventId, String source, DaySheet sheet) {
        Map<String, Register> sources = sheet.sources();
        // Events of earlier versions name sources that are not normalized.
        String name = sources.containsKey(source)
                ? source
                : SourceName.normalized(source).orElse(source);
        if (sources.containsKey(name)) {
            return counted(eventId, sources.get(name));
        }
        boolean last = sources.keySet().stream().allMatch(other -> DaySheet.SOURCE_ORDER.compare(other, name) < 0);
        return last && sources.size() >= DaySheet.MAX_SOURCES
                ? Optional.of(refused(eventId, TOO_MANY_SOURCES))
                : Optional.empty();
    }

    /** The receipt of a value whose record is applied; empty when the register never held it. */
    public static Optional<Receipt> counted(String eventId, Register register) {
        RegisterValue standing = register.standing();
        if (standing.eventId().equals(eventId)) {
            return Optional.of(counted(eventId, Standing.STANDING, standing));
        }
        boolean held = register.earlier().size() >= EARLIER_KEPT
                || register.earlier().stream()
                        .anyMatch(earlier -> earlier.eventId().equals(eventId));
        Standing below = standing.withdrawal() ? Standing.WITHDRAWN : Standing.SUPERSEDED;
        return held ? Optional.of(counted(eventId, below, standing)) : Optional.empty();
    }

    private static Receipt counted(String eventId, Standing standing, RegisterValue stands) {
        return new Receipt(eventId, State.COUNTED, standing, ValueView.of(stands), null);
    }
}

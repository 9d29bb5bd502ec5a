package vn.campaign.dashboard.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import vn.campaign.dashboard.pace.Timeliness;

/**
 * What one source says of a day; the standing statement's fields are written flat.
 *
 * @param firstReceivedAt when its first report of the day was received, whatever corrected it later; null when it only
 *     ever withdrew
 * @param timeliness by that first report; null while withdrawn
 * @param earlier former statements, newest first
 */
public record SourceView(
        String source,
        @JsonUnwrapped StatementView standing,
        Instant firstReceivedAt,
        Timeliness timeliness,
        List<StatementView> earlier) {}

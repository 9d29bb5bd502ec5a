package vn.campaign.quota.transfer;

import java.time.Instant;
import java.util.SortedMap;
import vn.campaign.quota.mongo.FigureDigests;

/**
 * What an export holds, and by what it is known to be whole.
 *
 * @param format {@link #FORMAT}
 * @param exportedAt when it began; what was reported later is not in it
 * @param unreadable dead letters of the campaign, which are no events and not in it
 * @param figures of the campaign when it was exported; those of the events in it where nothing was reported meanwhile
 * @param parts by the name of the file
 */
record ExportManifest(
        int format,
        String campaign,
        long planVersion,
        Instant exportedAt,
        long unreadable,
        FigureDigests.OfCampaign figures,
        SortedMap<String, Part> parts) {

    /** Rises when a reader of the one before could not read it any more. */
    static final int FORMAT = 1;

    static final String FILE = "manifest.json";
    static final String HEADER = "campaign.json";
    static final String UNITS = "units.ndjson";
    static final String HISTORY = "history.ndjson";
    static final String EVENTS = "events.ndjson";

    /** One file of the export; each line a record. */
    record Part(long lines, String sha256) {}
}

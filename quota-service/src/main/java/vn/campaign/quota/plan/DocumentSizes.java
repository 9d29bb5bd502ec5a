package vn.campaign.quota.plan;

import vn.campaign.contract.ContractJson;
import vn.campaign.contract.plan.CampaignHeader;
import vn.campaign.contract.plan.PlanDocument;
import vn.campaign.contract.progress.DaySheet;
import vn.campaign.contract.progress.Register;

/**
 * How many children and days a plan may have, so that the largest day sheet and the largest progress document fit into the
 * store's 16 MB:
 *
 * <pre>
 * sheet    = 2 sums + 100 sources x register of reports + children x sum
 * progress = (1 day before + days + 90 days after) x (sum + register of verifications)
 * register = 400 + 21 statements
 * report   = 2,700 + counts           verification = 700 + counts
 * sum      = 240 + counts + verified steps
 * </pre>
 *
 * The constants are the bytes in BSON of everything else, rounded up. Of a report: a note of 500 characters of 4 bytes
 * (2,011 with its field), an account of 128 (521), two instants (82), the event's id (46) and the frame (22) are 2,682; a
 * verification has no note. Of a register: a source's name of 64 characters (258), two instants (91) and the frame (29) are
 * 378. Of a sum: a child's code of 64 characters (66), two instants (91), two numbers (26) and the frame (33) are 216.
 *
 * <p>With 10 indicators of 16 letters a report has 2,960 bytes and all sources 6.3 MB, which leaves room for 8,803 children of
 * 1,180 bytes; a day has at most 21,740 bytes, so the campaign may have 674. What was reported under indicators or dates that a
 * later version of the plan no longer has comes on top.
 *
 * <p>And how large a header or a unit may be, so that it and the entry of the history that replaces one by another fit into
 * records of Kafka's 1 MB, as JSON:
 *
 * <pre>
 * record  = header or unit + former parents x (code + 3)
 * history = 2 headers or units + who changed it
 * </pre>
 *
 * Former parents are united where copies of a plan meet, so there may be twice as many as a plan allows: 134 kB.
 */
public final class DocumentSizes {

    /** 16 MB, without some room for the document's own codes and for the paths by which an update names its fields. */
    private static final int DOCUMENT = (16 << 20) - (128 << 10);

    private static final int MAX_CHILDREN = 10_000;

    private static final int REGISTER = 400;
    private static final int REPORT = 2_700;
    private static final int VERIFICATION = 700;
    private static final int SUM = 240;
    /** Of a count beside the indicator's code. */
    private static final int COUNT = 10;
    /** Of a verified step beside the indicator's code. */
    private static final int STEP = 52;

    /** 1 MB, without some room for the record's key, its headers and the frame of a batch. */
    private static final int RECORD = (1 << 20) - (16 << 10);

    /** Of a header or a unit as it is planned. */
    static final int PLANNED = RECORD / 2 - (4 << 10);

    /** Nobody moves a unit as often. */
    static final int MAX_FORMER_PARENTS = 1_000;

    private DocumentSizes() {}

    /** Whether a document of a plan fits into a record. */
    public static boolean fitsRecord(PlanDocument document) {
        return size(document) <= RECORD;
    }

    /** Whether a header or a unit, as it is planned, fits into all records that will hold it. */
    static boolean isPublishable(PlanDocument planned) {
        return size(planned) <= PLANNED;
    }

    private static int size(PlanDocument document) {
        return ContractJson.mapper().writeValueAsBytes(document).length;
    }

    /** How many children a node may have beside its own reports; 0 where not even these fit. */
    public static int maxChildren(CampaignHeader header) {
        long own = 2 * sum(header) + DaySheet.MAX_SOURCES * register(REPORT + figures(header, COUNT));
        return (int) Math.max(0, Math.min(MAX_CHILDREN, (DOCUMENT - own) / sum(header)));
    }

    /** How many days a campaign may have; 0 where there is not even room for the verifications before and after it. */
    static int maxDays(CampaignHeader header) {
        long day = sum(header) + register(VERIFICATION + figures(header, COUNT));
        return (int) Math.max(0, DOCUMENT / day - 1 - CampaignHeader.VERIFIABLE_DAYS_AFTER);
    }

    private static long register(long statement) {
        return REGISTER + (1 + Register.MAX_EARLIER) * statement;
    }

    private static long sum(CampaignHeader header) {
        return SUM + figures(header, COUNT) + figures(header, STEP);
    }

    /** Bytes of a figure for each indicator. */
    private static long figures(CampaignHeader header, int size) {
        return header.indicators().stream()
                .mapToLong(indicator -> size + indicator.code().length())
                .sum();
    }
}

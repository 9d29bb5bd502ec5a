package vn.campaign.reporting.bulk;

import java.util.List;

/**
 * What became of a bulk request.
 *
 * @param received lines read
 * @param accepted lines that were taken, or in a dry run would be
 * @param rejected lines that were not
 * @param errors the first of the rejected lines
 * @param errorsOmitted rejected lines beyond those, or null when all are named
 */
public record ImportSummary(long received, long accepted, long rejected, List<LineError> errors, Long errorsOmitted) {

    /**
     * Why a line was rejected.
     *
     * @param line physical line from 1; of a JSON array the element, from 1
     * @param field the field at fault, or null
     */
    public record LineError(long line, String code, String field, String detail) {}
}

package vn.campaign.reporting.format;

import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Outcome.Rejected;
import vn.campaign.reporting.intake.RefusalCode;

/** A bulk body that is refused as a whole: its beginning cannot be read, or it does not end. */
public final class BodyRefusedException extends RuntimeException {

    private final transient Rejected refusal;

    public BodyRefusedException(RefusalCode code, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.refusal = new Rejected(code, field, detail);
    }

    public Rejected refusal() {
        return refusal;
    }
}

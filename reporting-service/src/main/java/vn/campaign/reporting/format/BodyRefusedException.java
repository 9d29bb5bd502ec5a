package vn.campaign.reporting.format;

import org.jspecify.annotations.Nullable;
import vn.campaign.reporting.intake.Refusal;
import vn.campaign.reporting.intake.RefusalCode;

/** A bulk body that is refused as a whole: its beginning cannot be read, or it does not end. */
public final class BodyRefusedException extends RuntimeException {

    private final transient Refusal refusal;

    public BodyRefusedException(RefusalCode code, @Nullable String field, String detail) {
        super(detail, null, false, false);
        this.refusal = new Refusal(code, field, detail);
    }

    public Refusal refusal() {
        return refusal;
    }
}

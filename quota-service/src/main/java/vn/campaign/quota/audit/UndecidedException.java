package vn.campaign.quota.audit;

/** An audit cannot tell whether the figures are right. */
public class UndecidedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidedException(String message) {
        super(message);
    }
}

package vn.campaign.quota.backup;

/** Nothing was written, for the reason that the message tells the operator. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}

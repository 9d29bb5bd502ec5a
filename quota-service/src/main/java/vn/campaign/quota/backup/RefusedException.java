package vn.campaign.quota.backup;

/** Nothing was written; the message tells the operator why. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}

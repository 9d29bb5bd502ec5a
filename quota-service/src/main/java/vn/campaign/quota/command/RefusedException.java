package vn.campaign.quota.command;

/** A command was refused: nothing was written, and the message tells the operator why. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}

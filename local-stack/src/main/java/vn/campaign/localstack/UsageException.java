package vn.campaign.localstack;

/** Signals an invalid command line; the message explains it. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}

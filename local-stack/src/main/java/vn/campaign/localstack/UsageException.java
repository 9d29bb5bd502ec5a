package vn.campaign.localstack;

/** The caller asked for something that does not exist; its message says what. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}

package vn.campaign.reporting.kafka;

/** Kafka did not acknowledge an event in time; whether it will still be written is unknown, so nothing is promised. */
public final class BrokerUnavailableException extends RuntimeException {

    BrokerUnavailableException(Throwable cause) {
        super(cause.toString(), cause);
    }
}

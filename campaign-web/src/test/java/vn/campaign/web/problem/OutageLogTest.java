package vn.campaign.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageLogTest {

    private final ListAppender<ILoggingEvent> appended = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theFirstIsLoggedAtOnceAndTheOthersOnceAMinute() {
        Logger logger = new LoggerContext().getLogger("any");
        logger.addAppender(appended);
        appended.start();
        OutageLog outages = new OutageLog(logger, "The store is away", nanos::get);

        for (int second = 0; second < 120; second++) {
            outages.add(new IllegalStateException("no server"));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(appended.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The store is away (1 failures since this was last logged): "
                                + "java.lang.IllegalStateException: no server",
                        "The store is away (60 failures since this was last logged): "
                                + "java.lang.IllegalStateException: no server");
    }
}

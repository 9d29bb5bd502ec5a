package vn.campaign.reporting.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.campaign.reporting.intake.RefusalCode;
import vn.campaign.web.problem.ApiException;
import vn.campaign.web.problem.ProblemListener;

/** Counts what was refused, by code; a code is never the client's own text, so the series stay few. */
@Component
final class Refusals implements ProblemListener {

    private final MeterRegistry meters;

    /** Those that are to be expected begin at 0: a series that begins with its first refusal does not rise by it. */
    Refusals(MeterRegistry meters) {
        this.meters = meters;
        Stream.concat(
                        Stream.of(RefusalCode.values()).map(RefusalCode::name),
                        Stream.of("BROKER_UNAVAILABLE", "NOT_READY", "BUSY"))
                .forEach(this::counter);
    }

    @Override
    public void onProblem(ApiException problem) {
        count(problem.code());
    }

    void count(String code) {
        counter(code).increment();
    }

    private Counter counter(String code) {
        return Counter.builder("campaign.refused")
                .description("Requests, and lines of bulk requests, that were not taken")
                .tag("code", code)
                .register(meters);
    }
}

package vn.campaign.reporting.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what was refused, by code; a code is never the client's own text, so the series stay few. */
@Component
final class Refusals {

    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String code) {
        meters.counter("campaign.refused", "code", code).increment();
    }
}

package vn.campaign.reporting.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import vn.campaign.reporting.TestPlan;
import vn.campaign.reporting.intake.Submission.Kind;

/** A submission to be checked, by default with one good count and in time. */
final class Attempt {

    private final String unit;
    private final String day;
    private final Map<String, String> texts = new HashMap<>();
    private Map<String, BigDecimal> counts = Map.of("ACTIVATED_L1", BigDecimal.valueOf(5));
    private Kind kind;
    private String description;
    private Instant received = TestPlan.NOW;

    private Attempt(Kind kind, String unit, String day) {
        this.kind = kind;
        this.unit = unit;
        this.day = day;
        this.description = kind + " of " + unit + " on " + day;
    }

    static Attempt report(String unit, String day) {
        return new Attempt(Kind.REPORT, unit, day);
    }

    static Attempt verification(String unit, String day) {
        return new Attempt(Kind.VERIFICATION, unit, day);
    }

    Attempt note(String note) {
        return text("note", note);
    }

    Attempt source(String source) {
        return text("source", source);
    }

    Attempt observed(String observedAt) {
        return text("observedAt", observedAt);
    }

    private Attempt text(String field, String value) {
        texts.put(field, value);
        description += ", a certain " + field;
        return this;
    }

    Attempt count(String indicator, String count) {
        counts = Map.of(indicator, new BigDecimal(count));
        description += ", " + indicator + " " + count;
        return this;
    }

    Attempt noCounts() {
        counts = Map.of();
        return this;
    }

    Attempt at(Instant received) {
        this.received = received;
        description += " at " + received;
        return this;
    }

    Attempt withdrawn() {
        kind = kind == Kind.REPORT ? Kind.REPORT_WITHDRAWAL : Kind.VERIFICATION_WITHDRAWAL;
        description += " withdrawn";
        return this;
    }

    Submission submission() {
        return new Submission(kind, unit, day, counts, texts.get("source"), texts.get("observedAt"), texts.get("note"));
    }

    Outcome check(SubmissionChecker checker) {
        return checker.check(TestPlan.ANYONE, TestPlan.CAMPAIGN, submission(), received);
    }

    @Override
    public String toString() {
        return description;
    }
}

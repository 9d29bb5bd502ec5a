package vn.campaign.reporting.intake;

import java.util.List;
import java.util.stream.Stream;
import vn.campaign.web.access.Role;

/** The two kinds of body, and the fields of text of each; beside them stand its counts. */
public enum Form {
    REPORT(Role.REPORTER, "date", List.of("source", "observedAt", "note")),
    VERIFICATION(Role.VERIFIER, "asOf", List.of("observedAt"));

    private final Role role;
    private final String dayField;
    private final List<String> bodyFields;
    private final List<String> lineFields;

    Form(Role role, String dayField, List<String> bodyFields) {
        this.role = role;
        this.dayField = dayField;
        this.bodyFields = bodyFields;
        this.lineFields =
                Stream.concat(Stream.of("unit", dayField), bodyFields.stream()).toList();
    }

    /** Who may send it. */
    public Role role() {
        return role;
    }

    /** The field that holds the day in a line of a bulk request; elsewhere the address holds it. */
    public String dayField() {
        return dayField;
    }

    /** What a body may hold when the address names unit and day. */
    List<String> bodyFields() {
        return bodyFields;
    }

    /** What a line of a bulk request may hold. */
    public List<String> lineFields() {
        return lineFields;
    }
}

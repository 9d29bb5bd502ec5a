package vn.campaign.reporting.intake;

import org.jspecify.annotations.Nullable;

/**
 * Why a submission, or a line, was not accepted.
 *
 * @param field the field at fault, or null when it is none in particular
 * @param detail for a person to read; never repeats what the client sent
 */
public record Refusal(RefusalCode code, @Nullable String field, String detail) {

    private static final int MAX_FIELD = 100;

    public Refusal {
        field = field == null ? null : printable(field);
    }

    /** A field's name may come from the client: whatever it holds, the answer stays short and can be encoded. */
    private static String printable(String name) {
        return name.codePoints()
                .limit(MAX_FIELD)
                .map(each -> Syntax.isPrintable(each) ? each : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

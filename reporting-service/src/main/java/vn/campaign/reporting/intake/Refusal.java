package vn.campaign.reporting.intake;

/**
 * Why a statement was not taken.
 *
 * @param field the field at fault, or null when it is none in particular
 * @param detail for a person to read; never repeats what the client sent
 */
public record Refusal(RefusalCode code, String field, String detail) {

    private static final int MAX_FIELD = 100;

    public Refusal {
        field = field == null ? null : printable(field);
    }

    /** A field's name may come from the client: whatever it holds, the answer stays short and can be encoded. */
    private static String printable(String name) {
        return name.codePoints()
                .limit(MAX_FIELD)
                .map(each -> Texts.isPrintable(each) ? each : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package vn.campaign.contract.event;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a source: which of those that report for one unit. */
public final class SourceName {

    /** The source of a report that names none. */
    public static final String DEFAULT = "unit";

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,63}");

    /** Decomposed, no name is longer; Unicode's normalization of longer texts can take time quadratic in their length. */
    private static final int MAX_TEXT = 4 * 64 * Character.charCount(Character.MAX_CODE_POINT);

    private SourceName() {}

    /**
     * The name as it is stored, so that {@code Unit} and {@code unit} are one source: lower-cased, in Unicode form NFC. Empty
     * if the text is not a name.
     */
    public static Optional<String> normalized(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return Optional.of(name).filter(SourceName::isName);
    }

    /** Whether it is a name, normalized or not: events of earlier versions may hold capitals. */
    static boolean isName(String text) {
        return text.equals(DEFAULT) || FORM.matcher(text).matches();
    }
}

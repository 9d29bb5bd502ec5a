package vn.campaign.reporting.plan;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Vietnamese text as it is searched: without marks and in small letters, so that "thuan an" finds Thuận An. */
public final class SearchText {

    /** Stands before the code and each name; every word has a space before it. */
    static final String START = "|";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchText() {}

    /** The words that are sought by a text; one that is empty for a text without any. */
    public static List<String> words(String text) {
        return List.of(plain(text).strip().split(" "));
    }

    /** Texts with a start before each; those that are null are left out. */
    static String of(String... texts) {
        return Stream.of(texts)
                .filter(Objects::nonNull)
                .map(text -> START + plain(text))
                .collect(Collectors.joining());
    }

    private static String plain(String text) {
        String marked = Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        String unmarked = MARKS.matcher(marked).replaceAll("").replace('đ', 'd');
        return BETWEEN_WORDS.matcher(" " + unmarked).replaceAll(" ");
    }
}

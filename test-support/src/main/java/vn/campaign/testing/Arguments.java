package vn.campaign.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a command was given, each as {@code --NAME VALUE}, and its defaults where it was not. */
public abstract class Arguments {

    private final String usage;
    private final Map<String, String> values;

    /** @throws IllegalArgumentException that says how to call it, where a name is not one of the defaults' */
    protected Arguments(String usage, Map<String, String> defaults, String... given) {
        this.usage = usage;
        this.values = new HashMap<>(defaults);
        for (int i = 0; i < given.length; i += 2) {
            String name = given[i].replaceFirst("^--", "");
            if (!defaults.containsKey(name) || i + 1 == given.length) {
                throw new IllegalArgumentException(usage);
            }
            values.put(name, given[i + 1]);
        }
    }

    public final String text(String name) {
        return values.get(name);
    }

    public final int number(String name) {
        return Integer.parseInt(text(name));
    }

    /**
     * Those of {@code all} that a value names, with commas between, in the order of {@code all}.
     *
     * @throws IllegalArgumentException that says how to call it, where it names another
     */
    protected final <T> List<T> chosen(String name, T[] all) {
        List<String> wanted = List.of(text(name).split(","));
        List<T> chosen =
                Stream.of(all).filter(each -> wanted.contains(each.toString())).toList();
        if (chosen.size() != wanted.size()) {
            throw new IllegalArgumentException(usage);
        }
        return chosen;
    }
}

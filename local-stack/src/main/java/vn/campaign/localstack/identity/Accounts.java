package vn.campaign.localstack.identity;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/**
 * The accounts in a CSV file that only its owner can read: name, password, and grants separated by spaces. It is read
 * each time, so a line that is changed or taken out counts at once. Passwords stand there as they are, since somebody has
 * to hand them out.
 */
public final class Accounts {

    /** The pages' own account, as a client of the provider. */
    public static final String PAGES = "campaign-pages";

    /** No characters that are easily confused when read aloud or copied by hand. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 16;
    private static final String GROUPS_OF_FOUR = "(?<=\\G.{4})(?!$)";

    /**
     * Someone who can log in, or a machine.
     *
     * @param grants what it may do, as tokens say it: {@code reporter:thanh-an-2023/thuan-an}
     */
    public record Account(String name, String password, List<String> grants) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return name + " " + grants;
        }
    }

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    public Accounts(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** The account with that name. */
    public Optional<Account> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /**
     * Sees to it that there are accounts with at least these grants, and returns the new ones; passwords are about 79
     * random bits.
     */
    public synchronized List<Account> require(Map<String, List<String>> grantsByName) {
        Map<String, Account> all = all();
        Map<String, Account> before = Map.copyOf(all);
        grantsByName.forEach((name, grants) -> all.merge(
                name,
                new Account(name, password(), grants),
                (known, wanted) -> new Account(
                        name,
                        known.password(),
                        Stream.concat(known.grants().stream(), grants.stream())
                                .distinct()
                                .toList())));
        if (!all.equals(before)) {
            write(all);
        }
        return all.values().stream()
                .filter(account -> !before.containsKey(account.name()))
                .toList();
    }

    /** Takes an account away; its tokens end by themselves. */
    public synchronized void remove(String name) {
        Map<String, Account> all = all();
        all.remove(name);
        write(all);
    }

    /** All accounts, by name. */
    public Map<String, Account> all() {
        Map<String, Account> all = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return all;
        }
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : records) {
                String[] grants = StringUtils.tokenizeToStringArray(line.getField("grants"), " ");
                String name = line.getField("account");
                all.put(name, new Account(name, line.getField("password"), List.of(grants)));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the accounts " + file, unreadable);
        }
    }

    private void write(Map<String, Account> all) {
        var text = new StringWriter();
        try {
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                csv.writeRecord("account", "password", "grants");
                all.values()
                        .forEach(account ->
                                csv.writeRecord(account.name, account.password, String.join(" ", account.grants)));
            }
            writeForOwner(file, text.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write the accounts " + file, unwritable);
        }
    }

    /** Replaces a file atomically by one that only its owner can read, as temporary files are. */
    static void writeForOwner(Path file, String text) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path written = Files.createTempFile(directory, file.getFileName().toString(), null);
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String password() {
        return random.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(at -> ALPHABET.substring(at, at + 1))
                .collect(Collectors.joining())
                .replaceAll(GROUPS_OF_FOUR, "-");
    }
}

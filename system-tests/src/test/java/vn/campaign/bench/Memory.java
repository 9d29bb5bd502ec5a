package vn.campaign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of processes, as Linux counts it. */
final class Memory {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Memory() {}

    /** The most resident memory that a process has had, in MB. */
    static long most(long pid) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return peak.find() ? Long.parseLong(peak.group(1)) / 1024 : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

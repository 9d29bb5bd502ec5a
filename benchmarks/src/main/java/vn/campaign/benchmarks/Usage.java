package vn.campaign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The CPU time and memory of processes, as Linux reports them. */
final class Usage {

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Usage() {}

    /** The peak resident memory of a process, in MB. */
    static long mostMemory(long pid) {
        return megabytes(pid, PEAK);
    }

    /** The resident memory of a process, in MB. */
    static long memory(long pid) {
        return megabytes(pid, RESIDENT);
    }

    /** The CPU time of a process. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    private static long megabytes(long pid, Pattern line) {
        try {
            Matcher found = line.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024 : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

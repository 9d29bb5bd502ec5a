package vn.campaign.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path directory;

    @Test
    void namesItsHolderAndAdmitsNoSecondOne() throws Exception {
        Path file = directory.resolve("new/start.pid");
        try (PidFile claim = PidFile.claim(file)) {
            assertThat(claim).isNotNull();
            assertThat(PidFile.holder(file)).contains(ProcessHandle.current());
            assertThatThrownBy(() -> PidFile.claim(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        assertThat(PidFile.holder(file)).isEmpty();
    }

    /** The pid may belong to another program by now. */
    @Test
    void takesAFileLeftOverByACrashForNobodys() throws Exception {
        Path file = directory.resolve("start.pid");
        Files.writeString(file, "123456789 and more than this process's own pid");
        assertThat(PidFile.holder(file)).isEmpty();
        try (PidFile claim = PidFile.claim(file)) {
            assertThat(claim).isNotNull();
            assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void nobodyHoldsWhatDoesNotExist() throws Exception {
        assertThat(PidFile.holder(directory.resolve("start.pid"))).isEmpty();
    }
}

package vn.campaign.quota.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import vn.campaign.quota.QuotaApplication;
import vn.campaign.quota.audit.Audit;
import vn.campaign.quota.audit.AuditResult;
import vn.campaign.quota.audit.UndecidedException;

/** What a command's process exits with. */
class ServiceCommandTest {

    private final Audit audit = mock();
    private final Export export = mock();
    private final Import importing = mock();

    private int exitCode(String... words) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(ServiceCommand.class)
                .initializers((GenericApplicationContext context) -> {
                    context.registerBean(Audit.class, () -> audit);
                    context.registerBean(Export.class, () -> export);
                    context.registerBean(Import.class, () -> importing);
                });
        return QuotaApplication.run(application, words);
    }

    private void find(long differences, long left, long undecided) {
        doReturn(new AuditResult(100, 10, differences, left, List.of(), undecided))
                .when(audit)
                .run(false);
    }

    @Test
    void anAuditThatFindsNothingExitsWith0() {
        find(0, 0, 0);
        assertThat(exitCode("audit")).isZero();
    }

    @Test
    void anAuditThatFindsDifferencesExitsWith1() {
        find(3, 3, 0);
        assertThat(exitCode("audit")).isEqualTo(1);
        find(3, 3, 2);
        assertThat(exitCode("audit")).isEqualTo(1);
    }

    @Test
    void anAuditThatCannotDecideExitsWith2() {
        find(0, 0, 1);
        assertThat(exitCode("audit")).isEqualTo(2);
        doThrow(UndecidedException.class).when(audit).run(false);
        assertThat(exitCode("audit")).isEqualTo(2);
    }

    @Test
    void anAuditThatFailsExitsWith2() {
        doThrow(new DataAccessResourceFailureException("away")).when(audit).run(false);
        assertThat(exitCode("audit")).isEqualTo(2);
    }

    @Test
    void aCommandThatCannotStartExitsWith2() {
        assertThat(QuotaApplication.run(new SpringApplicationBuilder(ServiceCommand.class), "audit"))
                .as("there is no audit to run")
                .isEqualTo(2);
    }

    @Test
    void aRepairExitsByWhatIsLeft() {
        doReturn(new AuditResult(100, 10, 3, 0, List.of(), 0)).when(audit).run(true);
        assertThat(exitCode("audit", "--repair")).isZero();
        doReturn(new AuditResult(100, 10, 3, 1, List.of(), 0)).when(audit).run(true);
        assertThat(exitCode("audit", "--repair")).isEqualTo(1);
        verify(audit, never()).run(false);
    }

    @Test
    void whatIsRefusedExitsWith1() throws IOException {
        doThrow(new RefusedException("damaged")).when(importing).run(any());
        assertThat(exitCode("import", "campaign.zip")).isEqualTo(1);
    }

    @Test
    void otherArgumentsExitWith2() {
        assertThat(exitCode("export", "campaign")).isEqualTo(2);
        assertThat(exitCode("audit", "everything")).isEqualTo(2);
    }
}

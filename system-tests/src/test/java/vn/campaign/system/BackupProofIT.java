package vn.campaign.system;

import org.junit.jupiter.api.Test;
import vn.campaign.testing.CampaignSystem;

/** The proof that {@code deploy/backup-proof} shows to operators. */
class BackupProofIT {

    @Test
    void aRestoredStoreCatchesUpFromKafkaAlone() throws Exception {
        try (CampaignSystem system = CampaignSystem.named("backup").start()) {
            new BackupProof(system, System.out::println).run();
        }
    }
}

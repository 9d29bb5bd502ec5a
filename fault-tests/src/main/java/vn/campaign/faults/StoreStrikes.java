package vn.campaign.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What goes wrong with the store alone. */
final class StoreStrikes {

    private StoreStrikes() {}

    /** It refuses every write as a primary does that has stepped down, and is read as before. */
    static Strike readOnly(Site site) {
        return new Strike("read-only", "store", () -> refuseWrites(site), () -> takeWrites(site));
    }

    /** As clients of a replica set see it: the primary steps down, connections end, after a while a primary takes writes. */
    static Strike failOver(Site site) {
        return new Strike(
                "fail-over",
                "store",
                () -> {
                    refuseWrites(site);
                    site.linksToStore().forEach(Link::cut);
                    site.linksToStore().forEach(Link::heal);
                },
                () -> takeWrites(site));
    }

    /** An older copy takes the store's place, while services run and reports come. */
    static Strike oldBackup(Site site) {
        return new Strike("old backup restored", "store", site::restoreBackup, () -> {});
    }

    private static void refuseWrites(Site site) {
        try {
            Files.createFile(site.system.store.readOnlyMark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void takeWrites(Site site) {
        try {
            Files.delete(site.system.store.readOnlyMark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package vn.campaign.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Faults of the store. */
final class StoreStrikes {

    private StoreStrikes() {}

    /** Refuses every write as a primary that stepped down does; reads work. */
    static Strike readOnly(Site site) {
        return new Strike("read-only", "store", () -> refuseWrites(site), () -> takeWrites(site));
    }

    /** A fail-over as clients see it: the primary steps down, connections end, later a primary accepts writes. */
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

    /** An older copy replaces the store's data while services run and reports arrive. */
    static Strike oldBackup(Site site) {
        return new Strike("old backup restored", "store", site::restoreBackup, () -> {});
    }

    /** The store's file is damaged while it is down, as by a power cut; it begins anew, and all is counted again. */
    static Strike damage(Site site) {
        return new Strike("file damaged", "store", () -> damageFile(site), site.system.store::start);
    }

    private static void damageFile(Site site) {
        site.system.store.kill();
        try (FileChannel file =
                FileChannel.open(site.system.store.dataFiles().resolve("store.mv"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

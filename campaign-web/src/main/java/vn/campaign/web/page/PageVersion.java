package vn.campaign.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import vn.campaign.contract.Sha256;

/**
 * The version of a service's pages: another one when a script, a style, a picture, a template or a text of them is another. It is
 * the same on every machine, since it is made of their contents alone.
 */
public record PageVersion(String value) {

    private static final int LENGTH = 16;

    /** Everything that a page is made of; campaign-web's part is among it. */
    private static final List<String> PARTS = List.of(
            "classpath*:static/**",
            "classpath*:templates/**",
            "classpath*:messages*.properties",
            "classpath*:pages*.properties");

    static PageVersion of(ResourcePatternResolver files) throws IOException {
        List<Resource> parts = new ArrayList<>();
        for (String pattern : PARTS) {
            parts.addAll(List.of(files.getResources(pattern)));
        }
        return of(parts);
    }

    /** Independent of the order, and of where the files lie; directories, which are among them, have no content. */
    static PageVersion of(Collection<? extends Resource> parts) {
        MessageDigest all = Sha256.newDigest();
        parts.stream()
                .filter(Resource::isReadable)
                .map(PageVersion::hash)
                .sorted()
                .forEach(hash -> all.update(hash.getBytes(StandardCharsets.US_ASCII)));
        return new PageVersion(HexFormat.of().formatHex(all.digest()).substring(0, LENGTH));
    }

    private static String hash(Resource file) {
        MessageDigest hash = Sha256.newDigest();
        hash.update((file.getFilename() + "\n").getBytes(StandardCharsets.UTF_8));
        try (InputStream content = file.getInputStream()) {
            hash.update(content.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    @Override
    public String toString() {
        return value;
    }
}

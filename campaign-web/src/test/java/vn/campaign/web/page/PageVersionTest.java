package vn.campaign.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class PageVersionTest {

    private static final List<Resource> FILES =
            List.of(file("report.js", "let one;"), file("report.css", "p {}"), file("report.html", "<p>"));

    @Test
    void isAnotherOneWhenAnyFileIsAnother() {
        PageVersion version = PageVersion.of(FILES);
        for (int changed = 0; changed < FILES.size(); changed++) {
            List<Resource> others = new ArrayList<>(FILES);
            String name = FILES.get(changed).getFilename();
            others.set(changed, file(name, "something else"));
            assertThat(PageVersion.of(others)).as("with another %s", name).isNotEqualTo(version);
            others.remove(changed);
            assertThat(PageVersion.of(others)).as("without %s", name).isNotEqualTo(version);
        }
        assertThat(PageVersion.of(List.of(file("a.js", "1"), file("b.js", "2"))))
                .isNotEqualTo(PageVersion.of(List.of(file("a.js", "2"), file("b.js", "1"))));
    }

    @Test
    void isTheSameWhereverTheSameFilesAreFound() {
        List<Resource> shuffled = new ArrayList<>(FILES);
        Collections.reverse(shuffled);
        assertThat(PageVersion.of(shuffled)).isEqualTo(PageVersion.of(FILES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"campaign.css", "icon.svg", "layout.html", "4xx.html", "pages.properties", "pages_en.properties"
            })
    void coversScriptsStylesPicturesTemplatesAndTexts(String name) throws IOException {
        PathMatchingResourcePatternResolver other = new PathMatchingResourcePatternResolver() {
            @Override
            public Resource[] getResources(String pattern) throws IOException {
                return Stream.of(super.getResources(pattern))
                        .map(found -> name.equals(found.getFilename()) ? file(name, "something else") : found)
                        .toArray(Resource[]::new);
            }
        };
        assertThat(PageVersion.of(other)).isNotEqualTo(PageVersion.of(new PathMatchingResourcePatternResolver()));
    }

    private static Resource file(String name, String content) {
        return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }
}

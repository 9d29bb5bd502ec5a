package vn.campaign.quota.plan.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import vn.campaign.contract.plan.UnitPlan;
import vn.campaign.web.problem.ApiException;

class UnitFileTest {

    private final List<String> said = new ArrayList<>();

    private void take(Supplier<UnitPlan> line, long number) {
        try {
            said.add(number + " " + line.get().code());
        } catch (ApiException invalid) {
            said.add(number + " " + invalid.code() + (invalid.field() == null ? "" : " " + invalid.field()));
        }
    }

    @Test
    void aLineOfAnyLengthIsReadOrRejectedByItself() throws IOException {
        String one = "{\"code\":\"one\",\"name\":{\"vi\":\"Một\"},\"kind\":\"TERRITORY\"}";
        read(
                UnitFile.NDJSON,
                one + "\n\n" + "x".repeat(1 << 20) + "\n[]\n{\"code\":\"two\",\"kind\":\"TERRITORY\"}\n" + one);
        assertThat(said).containsExactly("1 one", "3 TOO_LARGE", "4 MALFORMED", "5 MALFORMED name", "6 one");
    }

    @Test
    void whatComesBeforeABreakInTheCsvIsRead() throws IOException {
        read(UnitFile.CSV, "\uFEFFcode,name,kind\none,Một,TERRITORY\ntwo,Hai,REGION\nthree\nfour,Bốn,TERRITORY\n");
        assertThat(said).containsExactly("2 one", "3 MALFORMED kind", "4 MALFORMED");
    }

    @Test
    void aRecordOfTheCsvIsLimitedAsAWhole() throws IOException {
        read(UnitFile.CSV, "code,name,kind\none,Một,TERRITORY\n" + "xxxxxxxxx,".repeat(110_000) + "\n");
        assertThat(said).containsExactly("2 one", "3 MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {UnitFile.NDJSON, UnitFile.CSV})
    void aBodyThatIsCutOffIsNotAFaultInIt(String type) {
        InputStream body = new SequenceInputStream(
                new ByteArrayInputStream("code,name,kind\n".getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        throw ApiException.tooLarge("cut off");
                    }
                });
        assertThatThrownBy(() -> UnitFile.read("thanh-an", MediaType.parseMediaType(type), body, this::take))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void aColumnThatIsUnknownRejectsTheFile() {
        assertThatThrownBy(() -> read(UnitFile.CSV, "code,name,squads\none,Một,1\n"))
                .isInstanceOfSatisfying(ApiException.class, unknown -> {
                    assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
                    assertThat(unknown.field()).isEqualTo("squads");
                });
    }

    private void read(String type, String content) throws IOException {
        UnitFile.read(
                "thanh-an",
                MediaType.parseMediaType(type),
                new ByteArrayInputStream(content.getBytes(UTF_8)),
                this::take);
    }
}

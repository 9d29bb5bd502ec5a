package vn.campaign.quota.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

class RegistersTest {

    private static final Instant START = Instant.parse("2023-06-21T10:00:00Z");

    @Property
    void mergingIsCommutative(@ForAll long seed) {
        Random random = new Random(seed);
        Register one = register(random);
        Register other = register(random);
        assertThat(Registers.merge(one, other)).isEqualTo(Registers.merge(other, one));
    }

    @Property
    void mergingIsAssociative(@ForAll long seed) {
        Random random = new Random(seed);
        Register a = register(random);
        Register b = register(random);
        Register c = register(random);
        assertThat(Registers.merge(Registers.merge(a, b), c)).isEqualTo(Registers.merge(a, Registers.merge(b, c)));
    }

    @Property
    void mergingIsIdempotent(@ForAll long seed) {
        Register register = register(new Random(seed));
        assertThat(Registers.merge(register, register)).isEqualTo(register);
    }

    @Property
    void manyAtOnceComeToTheSameAsOneAfterTheOther(@ForAll long seed) {
        Random random = new Random(seed);
        List<RegisterValue> statements = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(50); i++) {
            int observed = random.nextInt(40);
            statements.add(statement(observed, random.nextInt(99), observed % 5 == 0));
        }
        Register merged = statements.stream().map(RegistersTest::register).reduce(null, Registers::merge);
        assertThat(Registers.of(statements)).isEqualTo(merged);
    }

    @Property
    void theNewestStandsAndTheTwentyBelowItAreKeptWhateverTheOrder(@ForAll long seed) {
        List<RegisterValue> statements = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            statements.add(statement(second, second, second % 7 == 0));
        }
        Collections.shuffle(statements, new Random(seed));

        Register register = statements.stream().map(RegistersTest::register).reduce(null, Registers::merge);

        assertThat(register.standing()).isEqualTo(statement(29, 29, false));
        assertThat(register.earlier()).hasSize(20).isSortedAccordingTo(RegisterValue.BY_STAMP.reversed());
        assertThat(register.earlier().get(19)).isEqualTo(statement(9, 9, false));
        assertThat(register.firstReceivedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(register.lastReceivedAt()).isEqualTo(START.plusSeconds(29));
    }

    @Test
    void aRetryThatWasReceivedLaterKeepsTheFirstReceipt() {
        Register twice = Registers.merge(register(statement(5, 60, false)), register(statement(5, 6, false)));
        assertThat(twice.standing()).isEqualTo(statement(5, 6, false));
        assertThat(twice.earlier()).isEmpty();
        assertThat(twice.lastReceivedAt()).isEqualTo(START.plusSeconds(60));
    }

    private static Register register(Random random) {
        Register register = null;
        for (int i = 0; i < 1 + random.nextInt(25); i++) {
            int observed = random.nextInt(40);
            register = Registers.merge(register, register(statement(observed, random.nextInt(99), observed % 5 == 0)));
        }
        return register;
    }

    private static Register register(RegisterValue statement) {
        return Registers.of(List.of(statement));
    }

    /** Its id depends on what is stated, not on when it was received. */
    private static RegisterValue statement(int observed, int received, boolean withdrawal) {
        return new RegisterValue(
                START.plusSeconds(observed),
                "id-" + observed,
                START.plusSeconds(received),
                withdrawal ? null : Map.of("A", (long) observed),
                null,
                "account-" + received % 2);
    }
}

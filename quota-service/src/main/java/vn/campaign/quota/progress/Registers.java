package vn.campaign.quota.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.campaign.contract.progress.Register;
import vn.campaign.contract.progress.RegisterValue;

/**
 * Merges last-writer-wins registers: commutative, associative and idempotent, so that the order, the number and the
 * grouping of deliveries do not matter.
 */
final class Registers {

    private static final Comparator<RegisterValue> BY_RECEIPT = Comparator.comparing(RegisterValue::receivedAt)
            .thenComparing(RegisterValue::by, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final Comparator<RegisterValue> NEWEST_FIRST = RegisterValue.BY_STAMP.reversed();

    private Registers() {}

    /** Merges statements, of which there is at least one. */
    static Register of(Collection<RegisterValue> statements) {
        Instant first = null;
        Instant last = null;
        for (RegisterValue statement : statements) {
            first = statement.withdrawal() ? first : DaySums.earlier(first, statement.receivedAt());
            last = DaySums.later(last, statement.receivedAt());
        }
        return register(new ArrayList<>(statements), first, last);
    }

    static Register merge(@Nullable Register one, Register other) {
        if (one == null) {
            return other;
        }
        List<RegisterValue> statements =
                new ArrayList<>(2 + one.earlier().size() + other.earlier().size());
        statements(one).forEach(statements::add);
        statements(other).forEach(statements::add);
        return register(
                statements,
                DaySums.earlier(one.firstReceivedAt(), other.firstReceivedAt()),
                DaySums.later(one.lastReceivedAt(), other.lastReceivedAt()));
    }

    /** @param statements of which those with the same id have the same stamp, for it is part of what the id is a hash of */
    private static Register register(
            List<RegisterValue> statements, @Nullable Instant firstReceivedAt, Instant lastReceivedAt) {
        statements.sort(NEWEST_FIRST);
        List<RegisterValue> kept = new ArrayList<>(1 + Register.MAX_EARLIER);
        for (RegisterValue statement : statements) {
            int last = kept.size() - 1;
            if (last >= 0 && kept.get(last).eventId().equals(statement.eventId())) {
                kept.set(last, receivedFirst(kept.get(last), statement));
            } else if (kept.size() <= Register.MAX_EARLIER) {
                kept.add(statement);
            } else {
                break;
            }
        }
        return new Register(kept.get(0), kept.subList(1, kept.size()), firstReceivedAt, lastReceivedAt);
    }

    /** All statements that a register keeps. */
    static Stream<RegisterValue> statements(Register register) {
        return Stream.concat(Stream.of(register.standing()), register.earlier().stream());
    }

    /**
     * Two receipts of one statement: the id is its hash, so they differ in nothing but when and from whom they came. Of the same
     * receipt what is merged stands: it is what the topic says, should the store have been damaged.
     */
    private static RegisterValue receivedFirst(RegisterValue one, RegisterValue other) {
        return BY_RECEIPT.compare(one, other) >= 0 ? other : one;
    }
}

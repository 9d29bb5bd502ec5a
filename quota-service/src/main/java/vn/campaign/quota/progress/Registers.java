package vn.campaign.quota.progress;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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

    private Registers() {}

    /** Merges statements, of which there is at least one. */
    static Register of(Collection<RegisterValue> statements) {
        Instant first = null;
        Instant last = null;
        for (RegisterValue statement : statements) {
            first = statement.withdrawal() ? first : DaySums.earlier(first, statement.receivedAt());
            last = DaySums.later(last, statement.receivedAt());
        }
        return register(statements.stream(), first, last);
    }

    static Register merge(@Nullable Register one, Register other) {
        return one == null
                ? other
                : register(
                        Stream.concat(statements(one), statements(other)),
                        DaySums.earlier(one.firstReceivedAt(), other.firstReceivedAt()),
                        DaySums.later(one.lastReceivedAt(), other.lastReceivedAt()));
    }

    private static Register register(
            Stream<RegisterValue> statements, @Nullable Instant firstReceivedAt, @Nullable Instant lastReceivedAt) {
        List<RegisterValue> newestFirst = statements
                .collect(Collectors.toMap(RegisterValue::eventId, each -> each, Registers::receivedFirst))
                .values()
                .stream()
                .sorted(RegisterValue.BY_STAMP.reversed())
                .limit(1 + Register.MAX_EARLIER)
                .toList();
        return new Register(
                newestFirst.get(0), newestFirst.subList(1, newestFirst.size()), firstReceivedAt, lastReceivedAt);
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

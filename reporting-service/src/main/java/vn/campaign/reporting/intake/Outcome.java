package vn.campaign.reporting.intake;

import org.jspecify.annotations.Nullable;
import vn.campaign.contract.event.ActivationEvent;

/** The result of a check. */
public sealed interface Outcome {

    /** The event is to be published. */
    record Accepted(ActivationEvent event) implements Outcome {}

    /**
     * Nothing is to be published.
     *
     * @param field the field at fault, or null when it is none in particular
     * @param detail for a person to read; never repeats what the client sent
     */
    record Rejected(RefusalCode code, @Nullable String field, String detail) implements Outcome {

        private static final int MAX_FIELD = 100;

        public Rejected {
            field = field == null ? null : printable(field);
        }

        /** A field's name may come from the client: whatever it holds, the answer stays short and can be encoded. */
        private static String printable(String name) {
            return name.codePoints()
                    .limit(MAX_FIELD)
                    .map(each -> Syntax.isPrintable(each) ? each : '?')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}

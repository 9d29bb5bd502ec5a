package vn.campaign.localstack;

import sun.misc.Signal;

/** Terminal signals, which reach every process of the group at once. */
final class Signals {

    private Signals() {}

    /** Ignores Ctrl-C and hang-up: the parent decides when this process stops. */
    static void ignoreTerminal() {
        ignore("INT");
        ignore("HUP");
    }

    private static void ignore(String name) {
        try {
            Signal.handle(new Signal(name), signal -> {});
        } catch (IllegalArgumentException unknownHere) {
            // Then it cannot arrive either.
        }
    }
}

package vn.campaign.localstack;

import sun.misc.Signal;

/** Signals of the terminal, which reach every process of its group at once. */
final class Signals {

    private Signals() {}

    /** Ctrl-C and the end of the terminal are not for this process: its parent decides when it stops. */
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

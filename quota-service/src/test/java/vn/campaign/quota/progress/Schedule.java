package vn.campaign.quota.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Runs actors one step at a time, in an order drawn from a seed. A step ends where an actor calls {@link #step}; one actor may
 * do many before another does one, and may crash at any of them.
 */
final class Schedule {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "actor");
        thread.setDaemon(true);
        return thread;
    });
    private static final int LONGEST_TURN = 1 << 6;

    private final Random random;
    private final Semaphore turnDone = new Semaphore(0);
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private final List<Actor> live = new ArrayList<>();
    private int crashesLeft;

    Schedule(Random random, int crashes) {
        this.random = random;
        this.crashesLeft = crashes;
    }

    /** What an actor does; it is begun again when it crashed. */
    void add(Runnable work) {
        live.add(new Actor(work));
    }

    /** Ends the calling actor's step; it goes on when the schedule says so. Threads change only where a turn ends: that is slow. */
    void step() {
        Actor actor = current.get();
        if (actor != null) {
            if (--actor.stepsLeft == 0) {
                turnDone.release();
                actor.turn.acquireUninterruptibly();
            }
            if (actor.crashes || crashesNow()) {
                actor.crashes = false;
                throw new Crash();
            }
        }
    }

    /** Every other actor crashes where it is. */
    void crashOthers() {
        live.stream().filter(actor -> actor != current.get()).forEach(actor -> actor.crashes = true);
    }

    /** Runs all actors to their ends. */
    void run() {
        live.forEach(actor -> THREADS.execute(() -> {
            current.set(actor);
            actor.turn.acquireUninterruptibly();
            actor.run();
            current.remove();
            turnDone.release();
        }));
        while (!live.isEmpty()) {
            Actor actor = live.get(random.nextInt(live.size()));
            int turn = 1 + random.nextInt(1 << random.nextInt(Integer.numberOfTrailingZeros(LONGEST_TURN) + 1));
            actor.stepsLeft = turn;
            actor.turn.release();
            turnDone.acquireUninterruptibly();
            if (actor.failure != null) {
                throw new AssertionError("an actor failed", actor.failure);
            }
            if (actor.done) {
                live.remove(actor);
            }
        }
    }

    private boolean crashesNow() {
        boolean now = crashesLeft > 0 && random.nextInt(60) == 0;
        crashesLeft -= now ? 1 : 0;
        return now;
    }

    private static final class Actor {

        private final Runnable work;
        private final Semaphore turn = new Semaphore(0);
        private int stepsLeft;
        private boolean crashes;
        private volatile boolean done;
        private volatile Throwable failure;

        Actor(Runnable work) {
            this.work = work;
        }

        void run() {
            try {
                boolean again = true;
                while (again) {
                    try {
                        work.run();
                        again = false;
                    } catch (Crash crash) {
                        again = true;
                    }
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            done = true;
        }
    }

    private static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Crash() {
            super(null, null, false, false);
        }
    }
}

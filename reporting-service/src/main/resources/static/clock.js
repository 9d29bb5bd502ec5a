// The service's time, which a phone's wrong clock does not change.
import { set, setting } from "./store.js";

/** Beyond this, the clock of the day and the one that only counts have come apart: one was set, or the other slept. */
const DRIFT = 2000;
let offset = 0;
let heard = null;
let restored = false;

const reading = () => ({ day: Date.now(), counting: performance.now() });
const apart = (one, other) => Math.abs(other.day - one.day - (other.counting - one.counting)) > DRIFT;

/** Begins with the difference of an earlier visit, and keeps the next one that is heard. The worker, which stamps nothing, does not. */
export const restore = async () => {
  offset = (await setting("clock")) ?? 0;
  restored = true;
};

/**
 * Called when a question is sent; what it returns is called with the time in its answer. The service read its clock half of the
 * way between.
 */
export const asking = () => {
  const asked = reading();
  return (instant) => {
    const now = reading();
    if (!apart(asked, now)) {
      offset = Math.round(Date.parse(instant) + (now.counting - asked.counting) / 2 - now.day);
      heard = now;
      if (restored) {
        set("clock", offset).catch(() => undefined);
      }
    }
  };
};

/** The service's time, in milliseconds. */
export const now = () => Date.now() + offset;

/** Whether nothing shows that the time is right: no answer told it since the page was opened, or the clocks came apart. */
export const unsure = () => heard === null || apart(heard, reading());

export const today = (timeZone) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(now());

/** The time of a statement, later than that of what it corrects, whatever the clock did. */
export const stamp = (last) => Math.max(now(), last + 1);

// What the former version of the form kept in localStorage, moved once.
import { insist, result } from "./store.js";

const parsed = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (broken) {
    return null;
  }
};

/** A statement of the former version, which knew no accounts. */
const statement = (key) => ({ ...parsed(key), account: null, after: 0, attempts: 0 });

/** Moves statements, the unit and the clock's difference; answers were no account's and are asked for again. */
export const migrate = async () => {
  const keys = Object.keys(globalThis.localStorage ?? {});
  const outbox = keys.filter((key) => key.startsWith("outbox:") && parsed(key)?.observedAt);
  const former = [...outbox, ...keys.filter((key) => key.startsWith("answer:") || key === "unit" || key === "clock")];
  if (former.length === 0) {
    return;
  }
  await insist(["statements", "stamps", "settings"], async (statements, stamps, settings) => {
    for (const each of outbox.map(statement)) {
      const register = [each.campaign, each.unit, each.date, each.source];
      const last = (await result(stamps.get(register))) ?? 0;
      stamps.put(Math.max(last, Date.parse(each.observedAt)), register);
      statements.put(each);
    }
    const unit = parsed("unit");
    if (unit && !(await result(settings.get("unit")))) {
      settings.put(unit, "unit");
    }
    const offset = Number(parsed("clock"));
    if (offset && !(await result(settings.get("clock")))) {
      settings.put(offset, "clock");
    }
  });
  // Only now: what is removed here is on the disk there.
  former.forEach((key) => localStorage.removeItem(key));
};

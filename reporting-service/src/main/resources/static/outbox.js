// Statements on their way: kept on the phone until they are answered, and sent as often as it takes, by the page or its worker.
// Each keeps the observedAt of the moment it was made, so sending it again changes nothing.
import { REPORTING } from "./addresses.js";
import { LOGGED_OUT, ask } from "./ask.js";
import { asking, stamp } from "./clock.js";
import { all, change, insist, read, result, setting } from "./store.js";

/** The lock, the channel and the tag of a background sync. */
export const OUTBOX = "outbox";
/** Fired when the session turns out to be another account's. */
export const OTHER_ACCOUNT = "other-account";

const PATIENCE = 15_000;
/** How far ahead of the service's time a statement is still taken. */
const LEAD = 300_000;
const FOLLOWED = [300, 700, 1500, 3000];
const FINISHED_KEPT = 200;
const WATCHED_DAYS = 7;
const DAY = 86_400_000;
const channel = new BroadcastChannel(OUTBOX);
const listeners = [];

const announce = () => {
  channel.postMessage(null);
  listeners.forEach((listener) => listener());
};

/** Calls back when a statement changed, here, in another tab or in the worker. */
export const onChange = (listener) => listeners.push(listener);
channel.addEventListener("message", () => listeners.forEach((listener) => listener()));

/** What a later statement replaces. */
const register = ({ campaign, unit, date, source }) => [campaign, unit, date, source];
const made = (one, other) => (one.observedAt < other.observedAt ? -1 : 1);

/** What the former version left behind names no account: it is sent by whoever may report for its unit. */
const belongs = (statement, account) => statement.account == null || statement.account === account;

/** The account's statements, the newest first, and whether another account's wait here. */
export const statements = async (account) => {
  const held = await all("statements").catch(() => []);
  return {
    own: held.filter((each) => belongs(each, account)).sort((one, other) => made(other, one)),
    others: held.some((each) => !belongs(each, account) && each.state === "waiting"),
  };
};

/**
 * Keeps a statement, stamped later than what it corrects; once this resolves, the phone has it.
 *
 * @param after the observedAt of what the page showed as standing, if any
 * @param replaced the id of a statement on this phone that it stands in for
 */
export const add = async (statement, after, replaced) => {
  const kept = await insist(["statements", "stamps"], async (held, stamps) => {
    const own = (await result(stamps.get(register(statement)))) ?? 0;
    const last = Math.max(own, after ? Date.parse(after) : 0);
    const time = stamp(last);
    const observedAt = new Date(time).toISOString();
    const record = { ...statement, observedAt, after: last, attempts: 0, state: "waiting", id: `${observedAt}-${crypto.getRandomValues(new Uint32Array(1))[0]}` };
    stamps.put(time, register(statement));
    held.put(record);
    if (replaced) {
      held.delete(replaced);
    }
    return record;
  });
  announce();
  askForSync();
  return kept;
};

const update = async (id, changes) => {
  await insist(["statements"], async (held) => {
    const statement = await result(held.get(id));
    if (statement) {
      held.put({ ...statement, ...changes });
    }
  });
  announce();
};

/** Takes a statement off the phone. */
export const remove = async (id) => {
  await change(["statements"], async (held) => held.delete(id));
  announce();
};

/** Offers a refused statement again, as it was made. */
export const offerAgain = async (id) => {
  await update(id, { state: "waiting", problem: undefined, attempts: 0 });
  await send();
};

/** Sending goes on without a page where the browser can do that. */
const askForSync = async () => {
  const registration = await globalThis.navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register(OUTBOX).catch(() => undefined);
};

const request = ({ account, campaign, unit, date, source, observedAt, counts, note }) => {
  const address = `${REPORTING}/campaigns/${campaign}/units/${unit}/reports/${date}`;
  const headers = account == null ? {} : { "Account-Id": account };
  return counts
    ? [address, { method: "PUT", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ counts, source, observedAt, note }) }]
    : [`${address}?${new URLSearchParams({ source, observedAt })}`, { method: "DELETE", headers }];
};

/**
 * Statements ahead of the service's time come back to it in the order in which they were made, whoever made them. Only those that
 * are so far ahead that the service cannot have taken them.
 */
const mend = (now) =>
  insist(["statements", "stamps"], async (held, stamps) => {
    const limit = now + LEAD;
    const ahead = (await result(held.getAll())).filter((each) => each.state === "waiting" && Date.parse(each.observedAt) > limit).sort(made);
    const last = new Map();
    for (const statement of ahead) {
      const key = register(statement);
      const before = last.get(String(key)) ?? (statement.after > limit ? 0 : statement.after);
      const time = Math.max(now, before + 1);
      last.set(String(key), time);
      stamps.put(time, key);
      held.put({ ...statement, observedAt: new Date(time).toISOString(), after: before });
    }
  });

/** Heals by itself or by a log-in: overload, a broker that is away, an answer that is not the service's own. */
const passing = (status, problem) => status >= 500 || [401, 408, 425, 429].includes(status) || !problem.code;

/** Sends one; false when nobody answers, or nobody who would take another one. */
const deliver = async (statement, mendable = true) => {
  const told = asking();
  let response;
  let body;
  try {
    const [address, options] = request(statement);
    response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    body = await response.json();
  } catch (unreachable) {
    await update(statement.id, { attempts: statement.attempts + 1, problem: undefined });
    return false;
  }
  if (response.ok && body.eventId) {
    told(body.receivedAt);
    await update(statement.id, { state: "sent", receipt: body, problem: undefined });
    return true;
  }
  const problem = { code: body.code, detail: body.detail, field: body.field };
  if (response.status === 401) {
    dispatchEvent(new Event(LOGGED_OUT));
    return false;
  }
  if (body.code === "OTHER_ACCOUNT") {
    dispatchEvent(new Event(OTHER_ACCOUNT));
    return false;
  }
  if (body.code === "OBSERVED_IN_FUTURE" && body.now && mendable) {
    told(body.now);
    await mend(Date.parse(body.now));
    announce();
    const mended = await read("statements", statement.id);
    return mended ? deliver(mended, false) : true;
  }
  const waits = response.ok || passing(response.status, problem) || (statement.account == null && response.status === 403);
  await update(statement.id, waits ? { attempts: statement.attempts + 1, problem } : { state: "refused", problem });
  return true;
};

/** What waits and was not tried: what failed least, then what was made first, so that none holds up those behind it. */
const next = async (tried) => {
  const account = (await setting("account"))?.id;
  return (await all("statements"))
    .filter((each) => each.state === "waiting" && belongs(each, account) && !tried.has(each.id))
    .sort((one, other) => one.attempts - other.attempts || made(one, other))[0];
};

const round = async () => {
  const tried = new Set();
  for (let statement = await next(tried); statement; statement = await next(tried)) {
    tried.add(statement.id);
    if (!(await deliver(statement))) {
      return false;
    }
  }
  return true;
};

/** Sends what waits, in one tab or worker at a time; whether somebody answered. */
export const send = () => (navigator.locks ? navigator.locks.request(OUTBOX, round) : round());

/** The site's part of a link; the former version's held a host that may be gone. */
const onSite = (link) => {
  const { pathname, search } = new URL(link, location.href);
  return pathname + search;
};

/** Asks what became of a statement that was sent; true when it is known for now. */
const followed = async (statement) => {
  if (!statement?.receipt?.follow) {
    return true;
  }
  try {
    const outcome = await ask(onSite(statement.receipt.follow));
    if (outcome.state === "PENDING") {
      return false;
    }
    const state = outcome.state === "REFUSED" ? "refused" : { STANDING: "counted", SUPERSEDED: "superseded", WITHDRAWN: "withdrawn" }[outcome.standing];
    await update(statement.id, { state, stands: outcome.stands, problem: outcome.reason && { code: outcome.reason } });
    return true;
  } catch (unreachable) {
    return false;
  }
};

/** Follows what was just sent until it is counted. */
export const follow = async (id) => {
  for (const pause of FOLLOWED) {
    await new Promise((done) => setTimeout(done, pause));
    const statement = await read("statements", id);
    if (statement?.state !== "sent" || (await followed(statement))) {
      return;
    }
  }
};

/** Looks again at what stood some days ago: another phone may have replaced it since. */
export const review = async (account, now) => {
  const { own } = await statements(account);
  const seen = new Set();
  for (const each of own) {
    const newest = !seen.has(String(register(each)));
    seen.add(String(register(each)));
    if (each.state === "counted" && newest && now - Date.parse(each.observedAt) < WATCHED_DAYS * DAY) {
      await followed(each);
    }
  }
  const finished = own.filter((each) => ["counted", "superseded", "withdrawn"].includes(each.state));
  await Promise.all(finished.slice(FINISHED_KEPT).map((each) => remove(each.id)));
};

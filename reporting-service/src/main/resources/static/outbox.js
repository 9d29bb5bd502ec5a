// Statements on their way: kept on the phone until they are answered, and sent as often as it takes.
// Each keeps the observedAt of the moment it was made, so sending it again changes nothing.
import { ask, loggedOut } from "./ask.js";

const KEY = "outbox:";
const PATIENCE = 15000;
const TICK = 15000;
const FOLLOWED = [300, 700, 1500, 3000];
const KEPT_ANSWERED = 30;
const listeners = [];

const read = (key) => JSON.parse(localStorage.getItem(key));
const write = (statement) => {
  localStorage.setItem(KEY + statement.id, JSON.stringify(statement));
  listeners.forEach((listener) => listener());
};

/** All statements, the newest first. */
export const statements = () =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(KEY))
    .map(read)
    .sort((one, other) => (one.observedAt < other.observedAt ? 1 : -1));

export const onChange = (listener) => listeners.push(listener);

/** Takes a statement off the phone. */
export const remove = (id) => {
  localStorage.removeItem(KEY + id);
  listeners.forEach((listener) => listener());
};

/** Keeps a statement and tries to send it at once; states are waiting, sent, counted and refused. */
export const add = async (statement) => {
  write({ ...statement, id: `${statement.observedAt}-${crypto.getRandomValues(new Uint32Array(1))[0]}`, state: "waiting" });
  await send();
};

const request = ({ campaign, unit, date, source, observedAt, counts, note }) => {
  const address = `/report/api/v1/campaigns/${campaign}/units/${unit}/reports/${date}`;
  return counts
    ? [address, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ counts, source, observedAt, note }) }]
    : [`${address}?${new URLSearchParams({ source, observedAt })}`, { method: "DELETE" }];
};

/** Heals by itself or by a log-in: no answer, overload, a broker that is away. */
const passing = (status) => status >= 500 || status === 401 || status === 408 || status === 429;

/** Sends one; true when it was answered for good. */
const deliver = async (statement) => {
  const [address, options] = request(statement);
  let response;
  let body;
  try {
    response = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    body = await response.json();
  } catch (unreachable) {
    return false;
  }
  if (response.ok) {
    write({ ...statement, state: "sent", receipt: body });
    follow(statement.id);
    return true;
  }
  if (response.status === 401) {
    loggedOut();
  }
  if (passing(response.status)) {
    return false;
  }
  write({ ...statement, state: "refused", problem: { code: body.code, detail: body.detail, field: body.field } });
  return true;
};

/** Asks whether a sent statement is counted, until it is. */
const follow = async (id) => {
  for (const pause of FOLLOWED) {
    await new Promise((done) => setTimeout(done, pause));
    if (await followed(id)) {
      return;
    }
  }
};

const followed = async (id) => {
  const statement = read(KEY + id);
  if (statement?.state !== "sent") {
    return true;
  }
  try {
    const { state, reason } = await ask(statement.receipt.follow);
    if (state === "COUNTED") {
      write({ ...statement, state: "counted" });
    } else if (state === "REFUSED") {
      write({ ...statement, state: "refused", problem: { code: reason } });
    }
    return state !== "PENDING";
  } catch (unreachable) {
    return false;
  }
};

let sending = false;

/** Sends what waits, the oldest first; the first that gets no answer ends the attempt. */
export const send = async () => {
  if (sending) {
    return;
  }
  sending = true;
  try {
    for (;;) {
      const next = statements().reverse().find((each) => each.state === "waiting");
      if (!next || !(await deliver(next))) {
        break;
      }
    }
  } finally {
    sending = false;
  }
};

const forget = () =>
  statements()
    .filter((each) => each.state === "counted")
    .slice(KEPT_ANSWERED)
    .forEach((each) => remove(each.id));

/** Keeps at it: now, when the network returns, and every so often. */
export const start = () => {
  const go = () => {
    send();
    statements().filter((each) => each.state === "sent").slice(0, 5).forEach((each) => followed(each.id));
  };
  forget();
  go();
  addEventListener("online", go);
  addEventListener("storage", () => listeners.forEach((listener) => listener()));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && go());
  setInterval(go, TICK);
};

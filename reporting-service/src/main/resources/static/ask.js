// Asking the services, with the last answers kept on the phone for when there is no network.
import { asking } from "./clock.js";
import { recall, remember } from "./store.js";

const PATIENCE = 8000;

/** Fired at the page when only a log-in helps; what was written stays where it is. */
export const LOGGED_OUT = "logged-out";

/** A JSON answer from now; fails with the problem that the service names. */
export const ask = async (address, patience = PATIENCE) => {
  const told = asking();
  const response = await fetch(address, { cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience) });
  const body = await response.json();
  if (response.status === 401) {
    dispatchEvent(new Event(LOGGED_OUT));
  }
  if (!response.ok) {
    throw Object.assign(new Error(body.detail), { problem: body, status: response.status });
  }
  if (body.now) {
    told(body.now);
  }
  return body;
};

/**
 * Calls back with the account's last answer at once, where there is one, and with a fresh one as soon as there is one; fails
 * where there is neither, or where the service no longer answers the account.
 */
export const refresh = async (account, address, use) => {
  const known = await recall(account, address);
  if (known) {
    use(known, false);
  }
  let answer;
  try {
    answer = await ask(address);
  } catch (failure) {
    if (!known || (failure.problem && failure.status !== 401 && failure.status < 500)) {
      throw failure;
    }
    return;
  }
  use(answer, true);
  await remember(account, address, answer);
};

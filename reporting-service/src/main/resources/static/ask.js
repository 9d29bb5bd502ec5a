// Asking the services, with the last answer kept on the phone for when there is no network.
const PATIENCE = 8000;
const KEPT = "answer:";

/** Shows that only a log-in helps; what was written stays where it is. */
export const loggedOut = () => {
  const notice = document.querySelector("[data-login]");
  if (notice) {
    notice.hidden = false;
  }
};

/** A JSON answer; fails with the problem that the service names. */
export const ask = async (address) => {
  const response = await fetch(address, { credentials: "include", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
  const body = await response.json();
  if (response.status === 401) {
    loggedOut();
  }
  if (!response.ok) {
    throw Object.assign(new Error(body.detail), { problem: body, status: response.status });
  }
  return body;
};

/** The answer, or the last one known where there is none to be had. */
export const askOrRemember = async (address) => {
  try {
    const answer = await ask(address);
    localStorage.setItem(KEPT + address, JSON.stringify(answer));
    return answer;
  } catch (failure) {
    const known = localStorage.getItem(KEPT + address);
    if (known && (!failure.problem || failure.status === 401)) {
      return JSON.parse(known);
    }
    throw failure;
  }
};

/**
 * The service's time and date, which a phone's wrong clock does not change.
 *
 * The difference between the two clocks is kept from the last answer that told the service's.
 */
export const clock = {
  set(now) {
    localStorage.setItem("clock", String(Date.parse(now) - Date.now()));
  },
  now: () => new Date(Date.now() + Number(localStorage.getItem("clock") ?? 0)),
  today: (timeZone) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(clock.now()),
};

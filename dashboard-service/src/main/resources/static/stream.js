// How a section gets its figures: from its stream, or once for a past day; and how the page says how fresh they are.
import { day, time, word } from "./format.js";

const RETRY = 5000;
const pulse = document.querySelector("[data-live]");
const streams = new Map();
let heard = Date.now();

const say = (element, text) => {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
};

/** What an answer says of itself: the day it is about, and how fresh it is. */
const frame = (message) => {
  heard = Date.now();
  say(document.querySelector("[data-as-of]"), day(message.asOf));
  const { from, to } = document.querySelector("main").dataset;
  for (const open of document.querySelectorAll("[data-truth-open]")) {
    open.hidden = message.asOf < from || message.asOf > to; // no day of the campaign, so nobody owes a report for it
  }
  if (message.freshness.newestReceivedAt) {
    say(document.querySelector("[data-newest]"), time(message.freshness.newestReceivedAt));
  }
};

const state = () => {
  if (streams.size > 0) {
    const open = [...streams.values()].every((stream) => stream.readyState === EventSource.OPEN);
    pulse.classList.toggle("on", open);
    say(pulse, open ? word("live.on") : word("live.off", Math.round((Date.now() - heard) / 1000)));
  }
};
setInterval(state, 1000);

/** Shows what a section's stream says, from the present views on, however often the connection breaks. */
export const follow = (section, changed = () => {}) => {
  const stream = new EventSource(section.element.dataset.events);
  streams.set(section, stream);
  stream.addEventListener("node", (event) => {
    const message = JSON.parse(event.data);
    section.show(message.nodes);
    frame(message);
    changed();
  });
  stream.addEventListener("open", state);
  stream.addEventListener("error", () => {
    state();
    // the browser reconnects after a break, and gives up after an error answer
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(() => streams.get(section) === stream && again(section, changed), RETRY);
    }
  });
};

/** Follows again; where the log-in has ended, the page is loaded anew, which leads to the next one. */
const again = async (section, changed) => {
  const answer = await fetch("/api/v1/campaigns").catch(() => undefined);
  if (answer?.status === 401) {
    location.reload();
  } else {
    follow(section, changed);
  }
};

/** Leaves the present. */
export const stop = () => {
  streams.forEach((stream) => stream.close());
  streams.clear();
  pulse.classList.remove("on");
  say(pulse, word("live.past"));
};

/** Shows the evening of a day; fails when it cannot be read. */
export const readOnce = async (section, asOf) => {
  const address = `${section.element.dataset.progress}&asOf=${asOf}`;
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`${response.status} for ${address}`);
  }
  const message = await response.json();
  section.show([message.node, ...message.children]);
  frame(message);
};

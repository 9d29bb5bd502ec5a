// How a section gets its figures: from its stream, or once for a past day; and how the page says how fresh they are.
import { day, time, word } from "./format.js";

const RETRY = 5000;
const SPREAD = 3000;
const TICK = 1000;
const main = document.querySelector("main");
const pulse = document.querySelector("[data-live]");
const beat = Number(main.dataset.heartbeat);
const streams = new Map();

const say = (element, text) => {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
};

/** What an answer says of itself: the day it is about, and how fresh it is. */
const frame = (message) => {
  say(document.querySelector("[data-as-of]"), day(message.asOf));
  if (message.freshness.newestReceivedAt) {
    say(document.querySelector("[data-newest]"), time(message.freshness.newestReceivedAt));
  }
};

/**
 * Figures can have arrived while a stream is open and its views were read a short while ago: so says each message. Of a network that
 * swallows packets, or a device that slept, nobody tells the page.
 */
const state = () => {
  if (streams.size === 0) {
    return;
  }
  const now = Date.now();
  const all = [...streams.values()];
  const read = Math.min(...all.map((stream) => stream.read));
  const live = all.every((stream) => stream.source.readyState === EventSource.OPEN) && now - read <= 2 * beat;
  pulse.classList.toggle("on", live);
  say(pulse, live ? word("live.on") : word("live.off", Math.round((now - read) / 1000)));
  for (const stream of all) {
    if (now - stream.heard > 3 * beat) {
      stream.heard = now;
      stream.again();
    }
  }
};
setInterval(state, TICK);

/** On another day, or in another phase, names, captions and the baseline's note change, too: the page is loaded anew once it can be. */
const renew = async (message) => {
  if (message.asOf !== main.dataset.day || message.phase !== main.dataset.phase) {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => undefined);
    if (answer?.ok) {
      location.reload();
    }
  }
};

/** Shows what a section's stream says, from the present views on, however often the connection breaks. */
export const follow = (section, changed = () => {}) => {
  const began = Date.now();
  const stream = { source: new EventSource(section.element.dataset.events), heard: began, read: streams.get(section)?.read ?? began };
  stream.again = () => {
    stream.source.close();
    again(section, stream, changed);
  };
  streams.set(section, stream);
  const hear = (message) => {
    stream.heard = Date.now();
    if (message.freshness.at !== stream.at) {
      stream.at = message.freshness.at;
      stream.read = stream.heard;
    }
    frame(message);
    state();
    renew(message);
  };
  stream.source.addEventListener("node", (event) => {
    const message = JSON.parse(event.data);
    section.show(message.nodes);
    hear(message);
    changed();
  });
  stream.source.addEventListener("heartbeat", (event) => hear(JSON.parse(event.data)));
  stream.source.addEventListener("error", () => {
    state();
    // the browser reconnects after a break, and gives up after an error answer
    if (stream.source.readyState === EventSource.CLOSED) {
      setTimeout(stream.again, RETRY + Math.random() * SPREAD);
    }
  });
};

/** Follows again; where the log-in has ended, the page is loaded anew, which leads to the next one. */
const again = async (section, stream, changed) => {
  const answer = await fetch("/api/v1/campaigns").catch(() => undefined);
  if (answer?.status === 401) {
    location.reload();
  } else if (streams.get(section) === stream) {
    follow(section, changed);
  }
};

/** Leaves the present. */
export const stop = () => {
  streams.forEach((stream) => stream.source.close());
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

// Keeps the form on the phone, so that a report can be written without a network, and sends without a page what was written.
// Each version keeps its files by themselves, all or none; answers of the API are not kept here.
import { PAGES } from "./addresses.js";
import { OUTBOX, send } from "./outbox.js";

const FILES = [
  "campaign.css", "report.css", "icon.svg", "manifest.webmanifest", "header.js", "log-out.js",
  "report.js", "account.js", "addresses.js", "ask.js", "clock.js", "counts.js", "days.js", "install.js", "leave.js", "list.js", "migration.js",
  "outbox.js", "store.js", "units.js", "words.js",
];
const ASSETS = new URL(".", import.meta.url);
const VERSION = ASSETS.pathname.split("/").at(-2);
const PREFIX = "form-";
const SHELL = PREFIX + VERSION;
/** A page that was just opened may still load files of the version before. */
const VERSIONS_KEPT = 2;

/** A page belongs to the version whose files it names; a log-in is no page. */
const keepPage = async (cache, address) => {
  const page = await fetch(address, { cache: "no-cache" });
  if (!page.ok || page.redirected || !(await page.clone().text()).includes(ASSETS.pathname)) {
    throw new TypeError(`${address} is no page of ${VERSION}`);
  }
  await cache.put(address, page);
};

const keepPages = (cache) => Promise.all(PAGES.map((address) => keepPage(cache, address)));

self.addEventListener("install", (event) =>
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL);
    await cache.addAll(FILES.map((file) => new URL(file, ASSETS))); // immutable
    await keepPages(cache);
  })()),
);

self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());

self.addEventListener("activate", (event) =>
  event.waitUntil((async () => {
    const former = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== SHELL);
    await Promise.all(former.slice(0, 1 - VERSIONS_KEPT).map((name) => caches.delete(name)));
    await self.clients.claim();
  })()),
);

/** The page as it is kept. After another account it is not: then it comes from the service, and is kept with its other language. */
const open = async (event, address) => {
  const cache = await caches.open(SHELL);
  const held = await cache.match(address);
  if (!held) {
    event.waitUntil(keepPages(cache).catch(() => undefined));
  }
  return held ?? fetch(event.request);
};

const page = ({ pathname, searchParams }) => (/^\/report\/?$/.test(pathname) ? PAGES[searchParams.get("lang") === "en" ? 1 : 0] : null);

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || event.request.method !== "GET") {
    return;
  }
  if (event.request.mode === "navigate" && page(url)) {
    event.respondWith(open(event, page(url)));
  } else if (url.pathname.startsWith("/report/assets/")) {
    event.respondWith(caches.match(event.request).then((held) => held ?? fetch(event.request)));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === OUTBOX) {
    event.waitUntil(send().then((answered) => {
      if (!answered) {
        throw new Error("nobody answered: the browser tries again");
      }
    }));
  }
});

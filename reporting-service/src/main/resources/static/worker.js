// Keeps the pages on the phone, so that a report can be written without a network. Answers of the API are never kept.
const SHELL = "shell";
const FILES = [
  "/report", "/report?lang=en", "/report/campaign.css", "/report/report.css", "/report/icon.svg", "/report/manifest.webmanifest",
  "/report/report.js", "/report/outbox.js", "/report/ask.js", "/report/words.js", "/report/units.js", "/report/counts.js", "/report/install.js",
];
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The address under which a page is kept: what was chosen on it is no other page. */
const kept = (url) =>
  url.pathname === "/report" ? (url.searchParams.get("lang") === "en" ? "/report?lang=en" : "/report") : url.pathname;

/** The newest from the network; what is kept where that fails or takes too long. */
const answer = async (request, name) => {
  const cache = await caches.open(SHELL);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) {
      await cache.put(name, response.clone());
      return response;
    }
    return (await cache.match(name)) ?? response;
  } catch (unreachable) {
    const held = await cache.match(name);
    if (held) {
      return held;
    }
    throw unreachable;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const name = kept(url);
  if (event.request.method === "GET" && url.origin === location.origin && FILES.includes(name)) {
    event.respondWith(answer(event.request, name));
  }
});

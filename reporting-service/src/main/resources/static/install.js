// Makes the page usable without a network, and takes a new version whole, when nobody is writing.
const WORKER = "/report/worker.js";

/** @param idle whether nothing would be lost by opening the page again */
export const install = async (idle) => {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  const registration = await navigator.serviceWorker.register(WORKER, { type: "module", scope: "/report", updateViaCache: "none" });
  const former = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (former && idle()) {
      location.reload();
    }
  });
  const takeOver = () => {
    if (registration.waiting && idle()) {
      registration.waiting.postMessage("take over");
    }
  };
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", takeOver));
  document.addEventListener("visibilitychange", takeOver);
  takeOver();
};

/** Whether the browser keeps what is stored until it is taken off by hand. */
export const persistent = async () => (await navigator.storage?.persist?.()) ?? false;

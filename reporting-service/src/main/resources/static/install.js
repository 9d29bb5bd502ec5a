// Makes the page usable without a network.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js");
}
navigator.storage?.persist?.();

// Makes the page usable without a network.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/report/worker.js", { scope: "/report", type: "module" });
}
navigator.storage?.persist?.();

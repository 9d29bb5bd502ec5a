// What an account could see leaves the phone with it; what it stated stays until it is sent.
import { PAGES } from "./addresses.js";
import { forgetAccount } from "./store.js";

/** Pages show whose they are: they are kept again for whoever opens them next. */
export const forgetPages = async () => {
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    const cache = await caches.open(name);
    await Promise.all(PAGES.map((address) => cache.delete(address)));
  }
};

export const leave = async () => {
  await forgetAccount().catch(() => undefined);
  await forgetPages();
};

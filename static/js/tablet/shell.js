// The service worker keeps the app itself. A new version takes over only while no form is open in any window; by itself
// only at the lock screen, because it starts the app anew.
import * as vault from "./vault.js";

const FORM_LOCK = "thuisbasis-form-open";
let registration = null;

// Why the app cannot start without network here, or null.
export let shellFault = null;

// Held by every form on a screen, shared; the new version asks for it alone.
export const holdingForm = () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  navigator.locks.request(FORM_LOCK, { mode: "shared" }, () => held);
  return release;
};

export const newVersionWaits = () => Boolean(registration?.waiting);

// True when it takes over now, and the app starts anew.
export const takeNewVersion = () =>
  navigator.locks.request(FORM_LOCK, { ifAvailable: true }, (free) => {
    if (!free || !registration?.waiting) return false;
    registration.waiting.postMessage("take over");
    return true;
  });

const takeWhenLocked = () => !vault.isOpen() && takeNewVersion();

export const keepShell = async (worker, scope) => {
  const container = navigator.serviceWorker;
  const wasControlled = Boolean(container?.controller);
  container?.addEventListener("controllerchange", () => wasControlled && location.reload());
  try {
    registration = await container.register(worker, { scope, updateViaCache: "none" });
  } catch (fault) {
    shellFault = fault; // shown among the settings: with network everything works
    return;
  }
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => coming.state === "installed" && takeWhenLocked());
  });
  await takeWhenLocked();
};

export const onLocked = takeWhenLocked;

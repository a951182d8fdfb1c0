// Locking: after ten minutes without touch, or at once by the button. What is being typed is saved first.
import { sealDraft, itemsOf } from "./items.js";
import { diskTrouble } from "./store.js";
import * as vault from "./vault.js";

const CHECK_MS = 5_000;
const flushes = new Set();
let touched = Date.now();
let locked = () => {};

// A view that holds unsaved text gives a function that saves it; the answer takes it off again.
export const beforeLock = (flush) => {
  flushes.add(flush);
  return () => flushes.delete(flush);
};

// What only the screen has, while it cannot be saved: views give a function that tells it, or null.
const onScreen = new Set();
export const holdOnScreen = (told) => {
  onScreen.add(told);
  return () => onScreen.delete(told);
};
export const unsavedOnScreen = () => [...onScreen].map((told) => told()).filter(Boolean);

export const touch = () => {
  touched = Date.now();
};

// False when something could not be saved: then nothing is locked, for the screen is all that still has it.
export const lockNow = async () => {
  if (!vault.isOpen()) return true;
  try {
    for (const flush of flushes) await flush();
    if (!diskTrouble()) {
      for (const item of await itemsOf(vault.person().id)) await sealDraft(item.item);
    }
  } catch (fault) {
    if (diskTrouble()) return false;
    throw fault;
  }
  vault.lock();
  locked();
  return true;
};

const lockWhenIdle = async () => {
  if (!vault.isOpen()) return;
  const limit = (vault.person().lock_minutes ?? 10) * 60_000;
  if (Date.now() - touched >= limit) await lockNow();
};

export const watch = (onLocked, report) => {
  locked = onLocked;
  ["pointerdown", "keydown", "touchstart"].forEach((name) => window.addEventListener(name, touch, { passive: true }));
  const check = () => lockWhenIdle().catch(report);
  setInterval(check, CHECK_MS);
  document.addEventListener("visibilitychange", check);
};

// The page is left or hidden: whatever is unsaved goes to the disk now.
export const flushAll = () => Promise.allSettled([...flushes].map((flush) => flush()));

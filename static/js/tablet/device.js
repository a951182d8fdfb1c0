// This device: its id for ever, its name, and what the reader chose on it.
import { get, put, write } from "./store.js";

let id = null;

export const deviceId = async () => {
  id ??= await write(["device"], async ({ device }) => {
    const kept = await device.get("id");
    if (kept) return kept.value;
    const made = crypto.randomUUID();
    await device.put({ name: "id", value: made });
    return made;
  });
  return id;
};

export const setting = async (name) => (await get("device", name))?.value ?? null;

export const choose = (name, value) => put("device", { name, value });

// What the device calls itself until somebody gives it a name.
export const deviceName = async () => {
  const chosen = await setting("device_name");
  if (chosen) return chosen;
  const found = /iPad|iPhone|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent);
  return found ? found[0] : "Tablet";
};

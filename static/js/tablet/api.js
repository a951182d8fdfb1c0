// Asking the server. An answer without our own mark is somebody else's (a hotel's sign-in page) and counts as no network.
import { deviceId } from "./device.js";

const ROOT = "/api/v1/tablet/";
export const PATIENCE_MS = 20_000;

export class NoNetwork extends Error {}

export const ask = async (method, path, { body, type = "application/json", headers = {}, patience = PATIENCE_MS } = {}) => {
  const given = { "X-Thuisbasis-Tablet": await deviceId(), ...headers };
  if (body !== undefined) given["Content-Type"] = type;
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method, body, headers: given, redirect: "manual", cache: "no-store", credentials: "same-origin",
      signal: AbortSignal.timeout(patience),
    });
  } catch (fault) {
    throw new NoNetwork(fault.message, { cause: fault });
  }
  if (answer.headers.get("X-Thuisbasis") !== "1") throw new NoNetwork("somebody else answered");
  return { status: answer.status, headers: answer.headers, data: await said(answer) };
};

const said = async (answer) => {
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) return null;
  try {
    return await answer.json();
  } catch (fault) {
    throw new NoNetwork("the answer broke off", { cause: fault });
  }
};

export const tell = (method, path, value, more = {}) => ask(method, path, { body: JSON.stringify(value), ...more });

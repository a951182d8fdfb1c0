// An envelope that only the server opens: a key of its own for each, and that key under the server's public one.
import { base64 } from "./bytes.js";

export const seal = async (bytes, jwk, keyId) => {
  const how = { name: "RSA-OAEP", hash: "SHA-256" };
  const server = await crypto.subtle.importKey("jwk", jwk, how, false, ["encrypt"]);
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, bytes);
  const sealed = await crypto.subtle.encrypt(how, server, raw);
  raw.fill(0);
  return { key_id: keyId, key: base64(sealed), nonce: base64(nonce), body: base64(body) };
};

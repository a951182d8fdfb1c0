// Keeps the shell (page, styles, modules, texts) and nothing else, in IndexedDB with strict durability: what lies in the
// Cache API was lost in a power cut. It answers only for what it keeps; the rest of the site goes past it untouched.
// The server writes `self.SHELL = {version, pages, files: [{url, sha256}]}` above these lines.
const DATABASE = "thuisbasis-shell";
const SHELL = self.SHELL;
const KNOWN = new Set([...SHELL.pages, ...SHELL.files.map((file) => file.url)]);
const KEPT_HEADERS = [
  "content-type", "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
  "cross-origin-opener-policy", "cross-origin-resource-policy", "x-thuisbasis",
];

const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = async () => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: ["version", "path"] });
  return promised(request);
};

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// An answer without our mark comes from somebody else, such as the sign-in page of a hotel's network.
const fetched = async (path, sha256) => {
  const answer = await fetch(path, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
  if (!answer.ok || answer.headers.get("X-Thuisbasis") !== "1") throw new Error(`${path} is not ours`);
  const body = await answer.arrayBuffer();
  if (sha256 && hex(await crypto.subtle.digest("SHA-256", body)) !== sha256) throw new Error(`${path} is another one`);
  const headers = KEPT_HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
  return { version: SHELL.version, path, body, headers };
};

const keepAll = async () => {
  const wanted = [...SHELL.pages.map((url) => ({ url })), ...SHELL.files];
  const files = await Promise.all(wanted.map((file) => fetched(file.url, file.sha256)));
  const database = await opened();
  const change = database.transaction("files", "readwrite", { durability: "strict" });
  files.forEach((file) => change.objectStore("files").put(file));
  await new Promise((resolve, reject) => {
    change.oncomplete = resolve;
    change.onabort = () => reject(change.error);
  });
  database.close();
};

const dropOthers = async () => {
  const database = await opened();
  const files = database.transaction("files", "readwrite").objectStore("files");
  const keys = await promised(files.getAllKeys());
  keys.filter(([version]) => version !== SHELL.version).forEach((key) => files.delete(key));
  database.close();
};

// All of them are read at once, at the first question: a page that starts asks for every one.
let reading = null;
const kept = () => {
  reading ??= (async () => {
    const database = await opened();
    const range = IDBKeyRange.bound([SHELL.version, ""], [SHELL.version, "\uffff"]);
    const files = await promised(database.transaction("files").objectStore("files").getAll(range));
    database.close();
    return new Map(files.map((file) => [file.path, file]));
  })();
  reading.catch(() => (reading = null));
  return reading;
};

const answered = async (request, path) => {
  const files = await kept().catch(() => new Map());
  const file = files.get(path);
  return file ? new Response(file.body, { headers: file.headers }) : fetch(request);
};

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));

// The page says when: never while a form is open.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || !KNOWN.has(pathname)) return;
  if (mode === "navigate" && pathname !== SHELL.pages[0]) return;
  event.respondWith(answered(event.request, pathname));
});

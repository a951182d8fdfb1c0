// Which view stands on the screen: "#/visit/…" and so on. A view gives {nodes, leave?, active?}; leaving waits until the
// view has saved, and does not happen when it could not. {redirect} leads to another view.
import * as vault from "./vault.js";

const routes = [];
let current = null;
let here = null;
let busy = Promise.resolve();

// route("form/:item", view, {locked: false}): `locked` for views that may stand there while the app is locked.
export const route = (pattern, view, { locked = false } = {}) => {
  const shape = new RegExp(`^${pattern.replace(/:(\w+)/g, "(?<$1>[^/?]+)")}$`);
  routes.push({ shape, view, locked });
};

export const go = (path, { replace = false } = {}) => {
  if (location.hash === `#/${path}`) return refresh();
  if (replace) history.replaceState(null, "", `#/${path}`);
  else history.pushState(null, "", `#/${path}`);
  return refresh();
};

export const href = (path) => `#/${path}`;

const found = () => {
  const [path, query = ""] = location.hash.replace(/^#\//, "").split("?");
  for (const { shape, view, locked } of routes) {
    const match = shape.exec(path);
    if (match) return { view, locked, given: { ...match.groups, query: new URLSearchParams(query) } };
  }
  return null;
};

export const start = ({ draw, unlock, report }) => {
  const change = async () => {
    const wanted = location.hash;
    if (current?.leave && wanted !== here) {
      try {
        await current.leave();
      } catch (fault) {
        history.replaceState(null, "", here);
        return report(fault);
      }
    }
    current?.drop?.();
    current = null;
    const next = found();
    const view = next && (vault.isOpen() || next.locked) ? next.view : vault.isOpen() ? routes[0].view : unlock;
    const moved = here !== wanted;
    here = wanted;
    const shown = await view(next?.given ?? {});
    if (shown.redirect !== undefined) {
      history.replaceState(null, "", `#/${shown.redirect}`);
      return change();
    }
    current = shown;
    draw(current, moved);
  };
  refresh = () => (busy = busy.then(change).catch(report));
  window.addEventListener("hashchange", () => refresh());
  return refresh();
};

export let refresh = () => Promise.resolve();

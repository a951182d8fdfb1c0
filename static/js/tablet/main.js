// The app starts here: words, worker, views, sender. Nothing is decrypted before somebody unlocks.
import { setting } from "./device.js";
import * as frame from "./frame.js";
import { route, refresh, start as startRouter } from "./router.js";
import { flushAll, watch } from "./session.js";
import { applyTheme } from "./theme.js";
import { doing, onDoing, start as startSending } from "./sync.js";
import { wipeOldSecrets } from "./taking.js";
import { isOpen } from "./vault.js";
import { report } from "./report.js";
import { keepShell } from "./shell.js";
import { chooseConflict } from "./views/conflict.js";
import { day } from "./views/day.js";
import { happening } from "./views/happening.js";
import { form } from "./views/form.js";
import { newPin } from "./views/new_pin.js";
import { review } from "./views/review.js";
import { settings } from "./views/settings.js";
import { signIn } from "./views/sign_in.js";
import { unlock } from "./views/unlock.js";
import { unsent } from "./views/unsent.js";
import { visit } from "./views/visit.js";
import { worry } from "./views/worry.js";
import { load, speak } from "./words.js";

route("", day);
route("visit/:contact", visit);
route("spare/:enrolment", visit);
route("form/:item", form);
route("review/:item", review);
route("conflict/:item", chooseConflict);
route("happening/:event/:contact", happening);
route("worry/:contact", worry);
route("settings", settings);
route("new-pin", newPin);
route("sign-in", signIn, { locked: true });
route("unsent", unsent, { locked: true });

const begin = async () => {
  const { shell, worker, scope } = document.body.dataset;
  const [language, theme] = await Promise.all([setting("language"), setting("theme"), load(shell)]);
  speak(language ?? navigator.language.slice(0, 2));
  applyTheme(theme);
  frame.start();
  watch(() => {
    if (location.hash === "#/unsent") history.replaceState(null, "", "#/");
    return refresh();
  }, report);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flushAll());
  window.addEventListener("pagehide", flushAll);
  await startRouter({ draw: frame.draw, unlock, report });
  performance.mark("started");
  await wipeOldSecrets();
  startSending();
  onDoing(() => doing.shutOut && !isOpen() && refresh());
  await keepShell(worker, scope);
};

begin().catch(report);


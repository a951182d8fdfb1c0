// The first time of somebody on this tablet, and after a forgotten PIN or a sign-in that ran out: with network.
import { NoNetwork } from "../api.js";
import { button, h, link, notice } from "../dom.js";
import { refresh } from "../router.js";
import { note, shutOut, tryAgain } from "../sync.js";
import { report } from "../report.js";
import { introduce, ShutOut, SignInNeeded } from "../taking.js";
import { get } from "../store.js";
import * as vault from "../vault.js";
import { say } from "../words.js";
import { choosePin } from "./choose_pin.js";

const words = (heading, lead, ...more) => ({
  plain: true,
  nodes: [h("h1", {}, heading), h("p", { class: "lead" }, lead), h("div", { class: "stack" }, more)],
});

const again = () => button("secondary", say("sign_in.again"), () => refresh(), { iconName: "arrow-repeat" });

const toSignIn = () => link("primary", say("sign_in.sign_in"), document.body.dataset.signIn, { iconName: "key" });

const toUnlock = async () => {
  history.replaceState(null, "", "#/");
  await refresh();
};

export const signIn = async () => {
  try {
    const told = await introduce();
    if (vault.person()?.id === told.person.id) {
      note({ signIn: false });
      await tryAgain();
      return { redirect: "" };
    }
    const known = await get("people", told.person.id);
    if (known?.pin) {
      vault.lock();
      return words(say("sign_in.title"), say("sign_in.known", { name: told.person.name }), button("primary", say("unlock.open"), toUnlock),
        h("p", { class: "soft" }, say("sign_in.other_account")), link("link", say("sign_in.ordinary"), document.body.dataset.home));
    }
    return choosePin(told);
  } catch (fault) {
    return hindered(fault);
  }
};

const hindered = (fault) => {
  if (fault instanceof SignInNeeded) {
    return words(say("sign_in.title"), say("sign_in.lead"), toSignIn(), notice("plain", "lock", h("p", {}, say("sign_in.kept"))));
  }
  if (fault instanceof ShutOut) {
    shutOut().catch(report);
    return words(say("sign_in.shut_out_title"), say("sign_in.shut_out"), again());
  }
  if (fault instanceof NoNetwork) return words(say("sign_in.title"), say("sign_in.no_network"), again());
  return words(say("sign_in.title"), fault.message, again(), toSignIn());
};

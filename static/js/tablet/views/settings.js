// This tablet: language, look, name, whether the device promises to keep the data, PIN, and leaving it.
import { button, choices, h, link, notice, page, section } from "../dom.js";
import { choose, deviceName, setting } from "../device.js";
import { itemsOf } from "../items.js";
import { report } from "../report.js";
import { refresh } from "../router.js";
import { lockNow } from "../session.js";
import { newVersionWaits, shellFault, takeNewVersion } from "../shell.js";
import { summary } from "../states.js";
import { removePerson } from "../leaving.js";
import { chooseTheme } from "../theme.js";
import * as vault from "../vault.js";
import { currentLanguage, say, speak } from "../words.js";

const keptPart = async () => {
  const storage = navigator.storage;
  const promised = (await storage?.persisted?.()) ?? false;
  const ask = async () => {
    await choose("persist_asked", new Date().toISOString());
    await storage.persist();
    await refresh();
  };
  return section(say("settings.kept"), notice(promised ? "good" : "wait", promised ? "check-circle" : "exclamation-triangle",
    h("p", {}, say(promised ? "settings.kept_yes" : "settings.kept_no")), !promised && button("secondary", say("settings.kept_ask"), () => ask().catch(report))));
};

const lookPart = async () => {
  const language = async (code) => {
    await choose("language", code);
    speak(code);
    await refresh();
  };
  return section(say("settings.look"),
    choices("language", [["nl", "Nederlands"], ["en", "English"]], { legend: say("settings.language"), chosen: currentLanguage(), onchange: (code) => language(code).catch(report) }),
    choices("theme", ["auto", "light", "dark"].map((theme) => [theme, say(`settings.theme_${theme}`)]), { legend: say("settings.theme"), chosen: (await setting("theme")) ?? "auto", onchange: (theme) => chooseTheme(theme).catch(report) }));
};

const namePart = async () => {
  const input = h("input", { id: "device-name", class: "form-control", value: await deviceName(), maxlength: "60" });
  const keep = () => choose("device_name", input.value.trim()).then(refresh).catch(report);
  return section(say("settings.device"), h("div", { class: "field field-medium" }, h("label", { for: "device-name" }, say("settings.device_name")), input),
    button("secondary", say("settings.keep_name"), keep));
};

const leavePart = async () => {
  const { waiting } = summary(await itemsOf(vault.person().id));
  const leave = async () => {
    if (await removePerson(vault.person().id)) location.assign(document.body.dataset.home);
  };
  if (waiting) {
    return section(say("settings.leave"), notice("wait", "lock", h("p", {}, say("settings.leave_refused", { num: waiting }))),
      h("div", { class: "row-of" }, button("secondary", say("frame.lock"), () => lockNow(), { iconName: "lock" })));
  }
  return section(say("settings.leave"), h("p", {}, say("settings.leave_lead")), h("div", { class: "row-of" }, button("danger", say("settings.leave_now"), () => leave().catch(report), { iconName: "box-arrow-right" })));
};

const versionPart = () =>
  section(say("settings.version"), h("p", {}, say("settings.version_is", { version: document.body.dataset.version })),
    shellFault && notice("wait", "cloud-slash", h("p", {}, say("settings.shell_fault"), " ", shellFault.message)),
    newVersionWaits() && button("secondary", say("settings.new_version"), () => takeNewVersion().catch(report), { iconName: "arrow-repeat" }));

export const settings = async () => ({
  active: "settings",
  nodes: page({
    heading: say("settings.title"),
    lead: `${vault.person().name} · ${vault.person().organisation.name}`,
    main: [await keptPart(), await lookPart(), await namePart(),
      section(say("settings.pin"), h("p", {}, say("settings.pin_lead")), link("secondary", say("settings.pin_change"), "#/new-pin", { iconName: "key" })),
      await leavePart(), versionPart()],
  }),
});

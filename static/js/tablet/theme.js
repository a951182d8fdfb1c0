// Light or dark: as the device has it, unless chosen otherwise on this device.
import { choose } from "./device.js";

const MEDIA = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };

export const applyTheme = (theme) => {
  document.getElementById("dark-sheet").media = MEDIA[theme] ?? MEDIA.auto;
  document.documentElement.dataset.bsTheme = theme === "light" || theme === "dark" ? theme : "";
};

export const chooseTheme = async (theme) => {
  await choose("theme", theme);
  applyTheme(theme);
};

// The words of the app: said by the server in both languages, never written here.
let said = {};
let language = "nl";

export const load = async (url) => {
  const answer = await fetch(url);
  const shell = await answer.json();
  said = shell.texts;
  document.body.dataset.version = shell.version;
};

export const currentLanguage = () => language;

export const speak = (chosen) => {
  language = chosen in said ? chosen : "nl";
  document.documentElement.lang = language;
};

// `say("frame.unsent", {num: 3})`; a text that differs for one has "|" between its two forms.
export const say = (key, values = {}) => {
  const found = said[language]?.[key];
  if (found === undefined) throw new Error(`no text is called ${key}`);
  const [one, many] = found.split("|");
  const text = many !== undefined && values.num !== 1 ? many : one;
  return text.replace(/%\((\w+)\)s/g, (_whole, name) => String(values[name] ?? ""));
};

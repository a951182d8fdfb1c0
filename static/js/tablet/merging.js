// Fields that changed in two places. Pure. Fields: {name: [values]}; a field that is not there is empty.

const of = (fields, name) => fields[name] ?? [];

export const same = (one, other) => one.length === other.length && one.every((value, at) => value === other[at]);

const names = (...all) => [...new Set(all.flatMap((fields) => Object.keys(fields)))];

export const equal = (one, other) => names(one, other).every((name) => same(of(one, name), of(other, name)));

// After a draft arrived: what was typed since it was sent, laid over what the server now has.
export const rebase = (sent, server, local) => {
  const result = {};
  for (const name of names(server, local)) {
    const value = same(of(local, name), of(sent, name)) ? of(server, name) : of(local, name);
    if (value.length) result[name] = value;
  }
  return result;
};

// After a conflict: what both agree on, what only one changed, and for the rest what was chosen.
// `chosen`: {name: {take: "mine" | "theirs"} or {write: [values]}} for each name of `conflict.conflicts`.
export const resolved = (conflict, mine, chosen) => {
  const result = { ...conflict.merged };
  for (const { name } of conflict.conflicts) {
    const { take, write } = chosen[name];
    const value = write ?? (take === "mine" ? of(mine, name) : of(conflict.fields, name));
    if (value.length) result[name] = value;
    else delete result[name];
  }
  return result;
};

export const undecided = (conflict, chosen) => conflict.conflicts.filter(({ name }) => !chosen[name]);

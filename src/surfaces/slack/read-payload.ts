/** A JSON object of a payload. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object under a path of names; empty where any of them is missing or something else. */
export function readFields(value: unknown, ...path: readonly string[]): Fields {
  let found: unknown = value;
  for (const name of path) found = isFields(found) ? found[name] : undefined;
  return isFields(found) ? found : {};
}

/** The text under a name; empty where it is missing or something else. */
export function readText(value: unknown, name: string): string {
  const found = isFields(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : '';
}

/** The texts of a list under a name; what is no text is left out. */
export function readTexts(value: unknown, name: string): readonly string[] {
  const found = isFields(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

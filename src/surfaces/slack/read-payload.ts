export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The object under a path of names; empty where any of them is missing or something else. */
export function readFields(value: unknown, ...path: readonly string[]): Json {
  return path.reduce((found, name) => asObject(found[name]), asObject(value));
}

/** The text under a name; empty where it is missing or something else. */
export function readText(value: unknown, name: string): string {
  const found = asObject(value)[name];
  return typeof found === 'string' ? found : '';
}

import { stripInvisible } from '../domain/literal.ts';
import { type Fields, findField, isRecord, lowerKeys, plainKey, unquote } from './fields.ts';

/** What is wrong with a value, and where it stands: `agentpoolprofiles.0.name`; empty for the value itself. */
interface Issue {
  readonly path: string;
  readonly message: string;
}

/** Reads one value; notes what is wrong with it, and then gives what stands for one that is not there. */
type Reader<T> = (value: unknown, issues: Issue[]) => T;

export type ReadBy<R> = R extends Reader<infer T> ? T : never;

export function readWith<T>(reader: Reader<T>, value: unknown): { readonly read: T } | { readonly refused: string } {
  const issues: Issue[] = [];
  const read = reader(value, issues);
  const [first, ...others] = issues;
  if (!first) return { read };
  return {
    refused: `${first.path || 'it'}: ${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
  };
}

function noteAt(issues: Issue[], from: number, key: string): void {
  for (let at = from; at < issues.length; at += 1) {
    const { path = '', message = '' } = issues[at] ?? {};
    issues[at] = { path: path === '' ? key : `${key}.${path}`, message };
  }
}

function noteType(issues: Issue[], value: unknown, expected: string): void {
  const received = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const message = value === undefined ? 'is missing' : `Invalid input: expected ${expected}, received ${received}`;
  issues.push({ path: '', message });
}

function isRequired(reader: Reader<unknown>): boolean {
  const issues: Issue[] = [];
  reader(undefined, issues);
  return issues.length > 0;
}

/** Fields in lower case, whatever the case of the keys. Where two keys are one field, the first that is not null counts. */
export function object<S extends Readonly<Record<string, Reader<unknown>>>>(
  shape: S,
): Reader<{ readonly [K in keyof S]: ReadBy<S[K]> }> {
  const readers = new Map(Object.entries(shape));
  const nothing = [...readers].map(([key, readField]) => [key, readField(undefined, [])]);
  // Of most fields nothing is there: what stands for it is copied, which is quickest of what was parsed.
  const blank: Fields = JSON.parse(JSON.stringify(Object.fromEntries(nothing)));
  const required = [...readers].filter(([, readField]) => isRequired(readField)).map(([key]) => key);
  const readWhatIsThere = (value: Fields, issues: Issue[]) => {
    const found: Record<string, unknown> = { ...blank };
    const wrong: Issue[] = [];
    for (const written in value) {
      const key = plainKey(written);
      const readField = readers.get(key);
      const given = value[written];
      if (readField && given != null && found[key] === blank[key]) found[key] = readField(given, wrong);
    }
    if (wrong.length > 0 || required.some((key) => found[key] === blank[key])) noteIssues(lowerKeys(value), issues);
    return found;
  };
  /** In the order of the shape, in which people are told what is wrong. */
  const noteIssues = (lowered: Fields, issues: Issue[]) => {
    for (const [key, readField] of readers) {
      const before = issues.length;
      readField(lowered[key], issues);
      if (issues.length > before) noteAt(issues, before, key);
    }
  };
  return (value, issues) => {
    const fields = isRecord(value) ? value : unquote(value);
    if (!isRecord(fields)) noteType(issues, value, 'object');
    const found = isRecord(fields) ? readWhatIsThere(fields, issues) : { ...blank };
    return found as { readonly [K in keyof S]: ReadBy<S[K]> };
  };
}

export function optional<T>(reader: Reader<T>): Reader<T | null> {
  return (value, issues) => (value == null ? null : reader(value, issues));
}

export function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value, issues) => {
    const list = Array.isArray(value) ? value : unquote(value);
    if (!Array.isArray(list)) {
      noteType(issues, value, 'array');
      return [];
    }
    return list.map((one, index) => {
      const before = issues.length;
      const read = reader(one, issues);
      if (issues.length > before) noteAt(issues, before, String(index));
      return read;
    });
  };
}

const LONGEST_TEXT = 512;

/** Control characters, and the marks that turn the direction of text around: no Azure name has them. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Whether a text can be stored and shown as it is; hostile but printable text can. */
export function isPlainText(text: string): boolean {
  return text.length <= LONGEST_TEXT && text.isWellFormed() && !UNSAFE.test(text);
}

export const anyText: Reader<string> = (value, issues) => {
  if (typeof value === 'string') return value;
  noteType(issues, value, 'string');
  return '';
};

const plainText: Reader<string> = (value, issues) => {
  const text = anyText(value, issues).trim();
  if (!isPlainText(text)) issues.push({ path: '', message: 'contains control characters or is too long' });
  return text;
};

export const requiredText: Reader<string> = (value, issues) => {
  const text = plainText(value, issues);
  if (typeof value === 'string' && text === '') issues.push({ path: '', message: 'is empty' });
  return text;
};

/** Text that may be absent; null and blank are read as absent (Resource Graph prints absent text as ""). */
export const optionalText: Reader<string | null> = (value, issues) => {
  if (value == null) return null;
  const text = plainText(value, issues);
  return text === '' ? null : text;
};

export const optionalNumber: Reader<number | null> = (value, issues) => {
  if (value == null || typeof value === 'number') return value ?? null;
  noteType(issues, value, 'number');
  return null;
};

const MOST_THINGS = 1_000_000;

/** A number of things; Resource Graph may print it as text, and a spreadsheet with a decimal. */
export const optionalCount: Reader<number | null> = (value, issues) => {
  if (value == null) return null;
  const count = typeof value === 'string' && /^\d+(?:\.0+)?$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number') issues.push({ path: '', message: 'Invalid input' });
  else if (count < 0) issues.push({ path: '', message: 'Too small: expected number to be >=0' });
  else if (count > MOST_THINGS) issues.push({ path: '', message: `Too big: expected number to be <=${MOST_THINGS}` });
  else if (!Number.isInteger(count)) issues.push({ path: '', message: 'Invalid input: expected int, received number' });
  else return count;
  return null;
};

/** A yes or no; Resource Graph and node labels print it as text. */
export const optionalFlag: Reader<boolean | null> = (value, issues) => {
  if (value == null || typeof value === 'boolean') return value ?? null;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (['true', '1', 'yes', 'on', 'y', 'enabled'].includes(word)) return true;
  if (['false', '0', 'no', 'off', 'n', 'disabled'].includes(word)) return false;
  issues.push({ path: '', message: 'Invalid input' });
  return null;
};

/** A text or a number, as text. */
export const optionalWord: Reader<string | null> = (value, issues) => {
  if (value == null || typeof value === 'string') return optionalText(value, issues);
  if (typeof value === 'number') return String(value);
  issues.push({ path: '', message: 'Invalid input' });
  return null;
};

/** A Kubernetes version; YAML makes a number of a minor alone, and 1.3 of 1.30. */
export const optionalVersion: Reader<string | null> = (value, issues) =>
  optionalText(typeof value === 'number' ? value.toFixed(2) : value, issues);

/** `{ code: 'Running' }`, or the code alone as Resource Graph projects it; other codes are unknown. */
export const powerState: Reader<'Running' | 'Stopped' | null> = (value, issues) => {
  const state = unquote(value);
  const code = optionalWord(isRecord(state) ? findField(state, 'code') : state, issues);
  return code === 'Running' || code === 'Stopped' ? code : null;
};

export const anyFields: Reader<Readonly<Record<string, unknown>>> = (value, issues) => {
  const fields = unquote(value);
  if (isRecord(fields)) return fields;
  noteType(issues, value, 'record');
  return {};
};

type Entries = readonly (readonly [string, unknown])[];

/** Tags as an object, as a list of such or of names with values, or as az takes them: `owner=ann`. Of anything else nothing is known. */
function entriesOf(tags: unknown): Entries {
  const given = unquote(tags);
  if (isRecord(given)) return Object.entries(given);
  return (Array.isArray(given) ? given : [given]).flatMap((one: unknown): Entries => {
    if (typeof one === 'string') return [one.split(/=(.*)/s, 2) as [string, string | undefined]];
    if (!isRecord(one)) return [];
    const { key, Key, name = key ?? Key, value, Value = value } = one;
    return typeof name === 'string' && Value !== undefined ? [[name, Value]] : Object.entries(one);
  });
}

/**
 * Tags of a resource, or labels; what is no text or number is left out: nothing that is said of a cluster hangs on it. What
 * is pasted brings marks along that nobody sees: the name of an owner stays without them.
 */
export const tags: Reader<Readonly<Record<string, string>>> = (value) => {
  const texts: [name: string, text: string][] = [];
  for (const [name, tag] of entriesOf(value)) {
    if (!['string', 'number', 'boolean'].includes(typeof tag)) continue;
    const text = stripInvisible(String(tag)).replace(/[\t\n]/g, ' ');
    if (isPlainText(name) && isPlainText(text)) texts.push([name, text]);
  }
  // Azure keeps tags unordered; sorted, the same tags are the same record.
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** A list of texts that may be absent; other values than text are left out. */
export const texts: Reader<readonly string[]> = (value, issues) => {
  if (value == null) return [];
  const list = listOf((one) => one)(value, issues);
  return list.filter((one): one is string => typeof one === 'string' && isPlainText(one));
};

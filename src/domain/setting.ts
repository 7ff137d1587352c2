import { countEdits } from './text.ts';

/** Reads a setting that is set. @throws Refusal */
type Read<T> = (text: string) => T;

/** A variable, how it is read, and what holds where nobody set it. */
interface Setting<T> {
  readonly name: string;
  readonly read: Read<T>;
  readonly fallback: T;
  /** What may be given as `<NAME>_FILE` as well, the path of a file that holds it: a secret, or what may be long. */
  readonly inFile: 'secret' | 'list' | null;
}

/** Settings under the names that the program has for them, in groups. */
type Schema = { readonly [name: string]: Setting<unknown> | Schema };

type Values<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Setting<infer Value> ? Value : Values<Group[Name]>;
};

/** Says what a setting must be; its value is never repeated. */
export class Refusal extends Error {}

/** A test of a text, and what the text must be to pass it. */
type Check = readonly [isFine: (text: string) => boolean, expected: string];

/** The text itself; the first check that fails says what it must be. */
export function text(...checks: readonly Check[]): Read<string> {
  return (value) => {
    const failed = checks.find(([isFine]) => !isFine(value));
    if (failed) throw new Refusal(failed[1]);
    return value;
  };
}

export function like(form: RegExp, expected: string): Check {
  return [(value) => form.test(value), expected];
}

/** What `parse` makes of the text; `null` refuses it. */
export function parsed<T>(parse: (text: string) => T | null, expected: string): Read<T> {
  return (value) => {
    const found = parse(value);
    if (found === null) throw new Refusal(expected);
    return found;
  };
}

export function choice<const Word extends string>(words: readonly Word[], expected: string): Read<Word> {
  return parsed((value) => words.find((one) => one === value) ?? null, expected);
}

export function count(isFine: (value: number) => boolean, expected: string): Read<number> {
  const read = (number: number) => (Number.isInteger(number) && isFine(number) ? number : null);
  return parsed((value) => read(Number(value)), expected);
}

export function words(isFine: (word: string) => boolean, expected: string): Read<readonly string[]> {
  const read = (all: readonly string[]) => (all.every(isFine) ? all : null);
  return parsed((value) => read(value.split(/[\s,]+/).filter(Boolean)), expected);
}

export function setting<T, F extends T | null | undefined>(name: string, read: Read<T>, fallback: F): Setting<T | F> {
  return { name, read, fallback, inFile: null };
}

export function optionalSetting<T>(name: string, read: Read<T>): Setting<T | undefined> {
  return setting(name, read, undefined);
}

export function inFile<T>(what: 'secret' | 'list', own: Setting<T>): Setting<T> {
  return { ...own, inFile: what };
}

/** What every address is checked for. */
export const HTTP_URL: readonly Check[] = [
  [
    (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol),
    'must be a URL that starts with http:// or https://',
  ],
  [(url) => !/:\/\/[^/]*@/.test(url), 'must not hold a user name or password: tokens have settings of their own'],
];
export const httpUrl = text(...HTTP_URL);

/** A credential: of the kind that its form shows, and one word, since a second line is never meant to be part of it. */
export function secret(name: string, expected: string, form: RegExp): Setting<string | undefined> {
  const oneLine = like(/^[^\s\p{Cc}]*$/u, 'must be one line without spaces: put nothing else beside it');
  return inFile('secret', optionalSetting(name, text(oneLine, like(form, expected))));
}

export function listSettings(schema: Schema): readonly Setting<unknown>[] {
  return Object.values(schema).flatMap((one) => (isSetting(one) ? [one] : listSettings(one)));
}

function isSetting(one: Setting<unknown> | Schema): one is Setting<unknown> {
  return typeof one['read'] === 'function';
}

/** Every setting of a schema; what is wrong with those that cannot be used is added to the problems, by name. */
export function readSettings<Group extends Schema>(
  schema: Group,
  values: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Values<Group> {
  const read = (one: Setting<unknown> | Schema): unknown => {
    if (!isSetting(one)) return readSettings(one, values, problems);
    const value = values[one.name];
    if (value === undefined) return one.fallback;
    try {
      return one.read(value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(`${one.name} ${error.message}`);
      return one.fallback;
    }
  };
  return Object.fromEntries(Object.entries(schema).map(([name, one]) => [name, read(one)])) as Values<Group>;
}

/** A variable that is no setting, though it looks like one, and the setting that was probably meant. */
export interface MistypedName {
  readonly name: string;
  readonly meant: string | null;
}

/** What follows its name. */
export function sayMistyped({ meant }: MistypedName): string {
  return meant === null ? 'is no setting: nothing reads it' : `is no setting: did you mean ${meant}?`;
}

/** Variables that are nearly a setting which nobody set, and all others that are called after us or Slack. */
export function listMistyped(
  given: Readonly<Record<string, string>>,
  known: readonly string[],
): readonly MistypedName[] {
  const unset = known.filter((name) => given[name] === undefined);
  return Object.entries(given).flatMap(([name, value]) => {
    if (known.includes(name) || isServiceLink(name, value)) return [];
    const meant = findMeant(name.toUpperCase(), unset);
    return meant !== null || OURS.test(name) ? [{ name, meant }] : [];
  });
}

const OURS = /^(?:VHDWATCH|SLACK)_/i;
const MOST_SLIPS = 2;
/** Of shorter names too much is near: `HOST` and `HOME`. */
const SHORTEST_NAME = 8;

function findMeant(name: string, unset: readonly string[]): string | null {
  const isNear = (one: string) => countEdits(name, one, MOST_SLIPS) <= MOST_SLIPS || name === `${one}_FILE`;
  const near = unset.find((one) => one.length >= SHORTEST_NAME && isNear(one));
  if (near !== undefined || !OURS.test(name)) return near ?? null;
  const words = name.replace(/^VHDWATCH_/, '').split('_');
  const isAlike = (own: readonly string[]) =>
    own.every((word) => words.includes(word)) || words.every((word) => own.includes(word));
  const alike = unset.filter((one) => isAlike(one.split('_')));
  // The address of an incoming webhook of Slack is none for our events.
  return alike.find((one) => !name.startsWith('SLACK_') || one.startsWith('SLACK_')) ?? null;
}

/** What Kubernetes tells every pod of a Service: `VHDWATCH_PORT=tcp://10.0.0.7:3000`. */
function isServiceLink(name: string, value: string): boolean {
  return /^(?:tcp|udp|sctp):/.test(value) || /_SERVICE_(?:HOST|PORT)|_PORT_\d+_(?:TCP|UDP|SCTP)/.test(name);
}

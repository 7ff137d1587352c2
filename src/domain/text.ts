import { hash } from 'node:crypto';

/** Orders by code unit: the same everywhere, and a collator takes ten times as long for a large fleet. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Orders names as people count: `shop-2` before `shop-10`; no two names are equal in it. Several times as slow as by
 * code unit: not for a whole large fleet.
 */
export function compareNames(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (!isDigit(a, at - 1) && !(isDigit(a, at) && isDigit(b, at))) return compareTexts(a, b);
  while (isDigit(a, at - 1)) at -= 1;
  return Math.sign(numberAt(a, at) - numberAt(b, at)) || compareTexts(a, b);
}

function numberAt(text: string, from: number): number {
  let number = 0;
  for (let at = from; isDigit(text, at); at += 1) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The name that the typed word most likely means: fewest edits, at most a third of the shorter; `null` when nothing is near. */
export function findNearestName(word: string, names: readonly string[]): string | null {
  const typed = word.toLowerCase().slice(0, 40);
  let best: { readonly name: string; readonly edits: number } | null = null;
  for (const name of names) {
    const known = name.toLowerCase();
    const edits = countTo(typed, known);
    if (edits === Number.POSITIVE_INFINITY) continue;
    if (best && (edits - best.edits || compareWhole(typed, known, best.name) || compareTexts(name, best.name)) >= 0)
      continue;
    best = { name, edits };
  }
  return best?.name ?? null;
}

/** Of two names that begin alike, the one that is nearer as a whole. */
function compareWhole(typed: string, a: string, b: string): number {
  return countEdits(typed, a, a.length) - countEdits(typed, b.toLowerCase(), b.length);
}

/** A beginning that is typed right costs nothing, one with a slip in it one more than the slip; another word is infinitely far. */
function countTo(typed: string, known: string): number {
  if (typed.length > 1 && known.startsWith(typed)) return 0;
  const most = Math.max(1, Math.floor(Math.min(typed.length, known.length) / 3));
  const slips = Math.floor(typed.length / SHORTEST_BEGINNING);
  const whole = countEdits(typed, known, Math.max(most, slips + 1));
  const begun = slips > 0 ? countEdits(typed, known.slice(0, typed.length), slips) : whole;
  if (begun <= slips) return Math.min(whole, begun + 1);
  return whole <= most ? whole : Number.POSITIVE_INFINITY;
}

const SHORTEST_BEGINNING = 4;

/** Insertions, deletions, replacements and swaps of neighbours that make one word the other; infinitely many beyond `most`. */
export function countEdits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || hasForeign(a, b, most)) return Number.POSITIVE_INFINITY;
  let isFar = false;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + cost);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      line.push(least);
    }
    // A swap goes two lines back.
    const wasFar = isFar;
    isFar = line.every((edits) => edits > most);
    if (isFar && wasFar) return Number.POSITIVE_INFINITY;
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}

/** True where more than so many letters of `b` stand nowhere in `a`: quick to see, and true of most pairs of names. */
function hasForeign(a: string, b: string, most: number): boolean {
  let foreign = 0;
  for (let at = 0; at < b.length && foreign <= most; at += 1) if (!a.includes(b.charAt(at))) foreign += 1;
  return foreign > most;
}

/** The text, or its beginning with `…` where it is longer than `max` characters; no character is cut in half. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** As many of the first items as fit into `room` together. */
export function takeWithin<T>(items: readonly T[], room: number, sizeOf: (item: T) => number): readonly T[] {
  let used = 0;
  const end = items.findIndex((item) => {
    used += sizeOf(item);
    return used > room;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** The SHA-256 of a text as lower-case hexadecimal, cut to `length` characters. */
export function digestOf(text: string, length = 64): string {
  return hash('sha256', text).slice(0, length);
}

/** The text as a sentence begins. */
export function capitalize(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** `1 node pool`, `3 node pools`, `1,200 node pools`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `96 days left`; on the day itself `today`, which is not over before its end. */
export function sayDaysLeft(days: number): string {
  return days === 0 ? 'today' : `${countOf(days, 'day')} left`;
}

/** `a, b`, and of more than `most`: `a, b, c and 9 more`. */
export function nameSome(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${formatCount(names.length - most)} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Which encoding the first bytes tell; PowerShell's `>` writes UTF-16 with or without a byte order mark. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // What is read begins with an ASCII character, so a zero byte next to it can only be its other half.
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** A file in UTF-8, UTF-16 or the code page of Windows, which shows in names with accents only, without its byte order mark. */
export function decodeBytes(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(encoding === 'utf-8' ? 'windows-1252' : encoding).decode(bytes);
  }
}

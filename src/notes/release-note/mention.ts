import type { RetirementSubject } from '../../domain/retirement-subject.ts';

/** Something in a sentence that can end, or that a foreign thing ends with. */
export interface Mention {
  /** Several when the sentence lists them ("1.11 & 1.12"). */
  readonly subjects: readonly RetirementSubject[];
  readonly kind: 'kubernetes' | 'windows' | 'feature' | 'build';
  /** `from`: "1.37 and above"; `below`: "older than 1.13"; `null`: just these. */
  readonly bound: 'from' | 'below' | null;
  /** Offsets into the sentence. */
  readonly start: number;
  readonly end: number;
}

/** A way to name something, all of which names it; without a `subject` it names the Windows releases of the years in it. */
export interface Wording {
  readonly kind: Mention['kind'];
  readonly subject?: RetirementSubject;
  /** Global. */
  readonly pattern: RegExp;
}

/** What a text names in some ways, in reading order. */
export function findMentions(text: string, wordings: readonly Wording[]): Mention[] {
  const found = wordings.flatMap(({ kind, subject, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: words, index: start }): Mention => {
      const subjects = subject ? [subject] : [...words.matchAll(/20\d\d/g)].map(([year]) => `Windows${year}`);
      return { kind, subjects, bound: null, start, end: start + words.replace(/[\s,(/]+$/, '').length };
    }),
  );
  return found.sort((a, b) => a.start - b.start);
}

/** The Kubernetes minor a mention stands for; `null` for anything else. */
export function minorOf(mention: Mention): string | null {
  const [first] = mention.subjects;
  return mention.kind === 'kubernetes' && first ? first.slice('Kubernetes/'.length) : null;
}

const SINGULAR = /^ (?:is|isn['’]t|has|hasn['’]t|was|wasn['’]t|does|doesn['’]t|retires|ends|stays|remains)\b/i;

/** Joins neighbours that one list holds ("1.27 LTS version and 1.30 community version"). */
export function joinLists(text: string, mentions: readonly Mention[], filler: RegExp): Mention[] {
  const joined = joinNeighbours(mentions, (last, next) => {
    // "No 23H2 images, and 23H2 is out of the list": named again, it begins a clause of its own.
    const isAgain = next.subjects.every((subject) => last.subjects.includes(subject));
    // "The default is X, and Y is gone": one that is said of Y alone.
    const isNext = /^, (?:and|but)\b/.test(text.slice(last.end, next.start)) && SINGULAR.test(text.slice(next.end));
    const between = text.slice(last.end, next.start);
    // "X (and Y)", not "X (and Y from 2028)": that is said of Y alone.
    const isOpen = /\([^)]*$/.test(between) && text[next.end] !== ')';
    const isOne = !isAgain && !isNext && !isOpen && last.bound === next.bound && filler.test(between);
    return isOne ? [...new Set([...last.subjects, ...next.subjects])] : null;
  });
  return joined.map((each) => {
    const isInserted = INSERTED.test(text.slice(each.start, each.end)) && text[each.end] === ',';
    return isInserted ? { ...each, end: each.end + 1 } : each;
  });
}

/** "X, as well as Y, is retired": the comma behind it belongs to the list. */
const INSERTED = /, (?:as well as|together with|along with|and also)\b[^,]+$/i;

/** Makes one of neighbours that have subjects together. */
export function joinNeighbours(
  mentions: readonly Mention[],
  subjectsOf: (last: Mention, next: Mention) => Mention['subjects'] | null,
): Mention[] {
  const joined: Mention[] = [];
  for (const next of mentions) {
    const last = joined.at(-1);
    const subjects = last ? subjectsOf(last, next) : null;
    if (last && subjects) joined[joined.length - 1] = { ...last, subjects, end: next.end };
    else joined.push(next);
  }
  return joined;
}

/** "Anything older than 1.13": the minors below it that the passage or its links name, else the one just below. */
export function minorsBelow(mention: Mention, known: readonly number[]): string[] {
  const bound = Number(minorOf(mention)?.split('.')[1]);
  const below = known.filter((minor) => minor < bound);
  return (below.length > 0 ? below : [bound - 1]).map((minor) => `Kubernetes/1.${minor}`);
}

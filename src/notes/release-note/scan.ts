import type { DateMention } from '../text/note-dates.ts';
import { type Kind, kindsOf, LEXICON, PAST } from './lexicon.ts';
import type { Mention } from './mention.ts';

/** A form of a verb; empty for what has none. */
export type Form = '' | 'base' | 's' | 'ed' | 'ing';

/** A word or a few, a mark, a thing or a date of a sentence. */
export interface Token {
  /** Everything that it may be. */
  readonly senses: readonly Sense[];
  /** In small letters. */
  readonly text: string;
  /** Offsets into the sentence. */
  readonly start: number;
  readonly end: number;
  readonly mention: Mention | null;
  readonly date: DateMention | null;
}

interface Sense {
  readonly kind: Kind;
  readonly form: Form;
  /** The entry that it comes from, as it stands in the lexicon. */
  readonly entry: string;
}

interface Node {
  readonly next: Map<string, Node>;
  senses: Sense[];
}

/** Reads words by a lexicon. */
export interface Scanner {
  readonly scan: (text: string, mentions: readonly Mention[], dates: readonly DateMention[]) => Token[];
  /** Every text that all entries of some kinds may have; of what may be split around other words the first word. */
  readonly textsOf: (kinds: ReadonlySet<Kind>) => ReadonlySet<string>;
}

const WORD =
  /@(?:[\p{L}\d_][\w.-]*\w|[\p{L}\d_])?|'(?:ll|re|ve)\b|(?<=\b(?:i|you|we|they|it))'d\b|(?<=\b(?:it|that|there|what|which|here))'s\b|[\p{L}\d](?:\w|'(?!(?:ll|re|ve)\b|(?<=\b(?:i|you|we|they|it)')d\b|(?<=\b(?:it|that|there|what|which|here)')s\b)|\.(?=\w))*|[^\s\w]/giu;
/** "We'll", "you've": two words. */
const CONTRACTED: Readonly<Record<string, string>> = {
  "'s": 'is',
  "'d": 'would',
  "'ll": 'will',
  "'re": 'are',
  "'ve": 'have',
};
const DENIED: Readonly<Record<string, string>> = { wo: 'will', ca: 'can', sha: 'shall' };
const MARKS: Readonly<Record<string, Kind>> = {
  ...{ ',': 'comma', ';': 'semi', '.': 'semi', ':': 'colon', '(': 'open', ')': 'close', '|': 'bar' },
  ...{ '/': 'and', '&': 'and', '-': 'dash', '→': 'dash', ']': 'colon' },
};
const SILENT = /^(?:[`'"*?!+<>=[\]{}…]|\ufe0f)$/u;
/** "⚠️ X ends", "heads up 👋 X ends". */
const SIGN = /^\p{So}$/u;
/** "[Update] X ends": as "Update: X ends". */
const LABEL = /^\[[^[\]]{1,40}$/;
/** "IMPORTANT X ends": as "Important: X ends". */
const SHOUT = /^(?:[A-Z]{4,} )+(?=[A-Z][a-z]|AKS |K8s |$)/;

/** A scanner of the lexicon, or of other entries, without those that are switched off. */
export function buildScanner(off: ReadonlySet<string> = new Set(), lexicon = LEXICON): Scanner {
  const root: Node = { next: new Map(), senses: [] };
  for (const { kind, words } of lexicon) {
    if (off.has(`${kind} ${words}`)) continue;
    for (const [text, form] of formsOf(words)) insert(root, text, { kind, form, entry: words });
  }
  return {
    scan: (text, mentions, dates) => scan(text, mentions, dates, root),
    textsOf: (kinds) => {
      const entries = lexicon.filter(({ kind, words }) => kinds.has(kind) && !off.has(`${kind} ${words}`));
      return new Set(entries.flatMap(({ words }) => formsOf(words).map(([text]) => text.replace(SPLIT, ''))));
    },
  };
}

function insert(root: Node, text: string, sense: Sense): void {
  let node = root;
  for (const word of text.split(' ')) {
    const next = node.next.get(word) ?? { next: new Map(), senses: [] };
    node.next.set(word, next);
    node = next;
  }
  node.senses.push(sense);
}

function formsOf(entry: string): readonly (readonly [text: string, form: Form])[] {
  const [mark, verb = '', rest, nouns = ''] = /^([~-])([^\s/]+)([^/]*)\/?(.*)$/.exec(entry)?.slice(1) ?? [];
  if (!mark) return [[entry, '']];
  const root = DOUBLING.test(verb) ? `${verb}${verb.at(-1)}` : verb.replace(/e$/, '');
  const past = PAST.get(verb) ?? [/[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${root}ed`];
  const forms: readonly (readonly [string, Form])[] = [
    [verb, 'base'],
    [
      /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}${/(?:[sx]|[cs]h|go)$/.test(verb) ? 'es' : 's'}`,
      's',
    ],
    ...past.map((each): [string, Form] => [each, 'ed']),
    [`${root}ing`, 'ing'],
  ];
  const own = forms.slice(mark === '-' ? 1 : 0).map(([text, form]): [string, Form] => [`${text}${rest}`, form]);
  return [...own, ...nouns.split('/').flatMap((noun): [string, Form][] => (noun ? [[noun, '']] : []))];
}

/** Verbs that double their last letter: "dropped", "beginning". */
const DOUBLING = /^[^aeiou]*[aeiou][^aeiouwxy]$|^(?:begin|defer|permit|sunset)$/;

interface Raw {
  readonly text: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

function scan(text: string, mentions: readonly Mention[], dates: readonly DateMention[], root: Node): Token[] {
  const tokens: Token[] = [];
  const spans = [
    ...mentions.map((mention) => ({ mention, date: null, start: mention.start, end: mention.end })),
    ...dates.map((date) => ({ mention: null, date, start: date.start, end: date.end })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  const add = (senses: readonly Sense[], of: Omit<Token, 'senses'>): void => {
    tokens.push({ ...of, senses });
  };
  for (const span of spans) {
    if (span.start < end) continue;
    readWords(text, end, span.start, root, add);
    const kind: Kind = span.date
      ? 'date'
      : span.mention?.kind === 'kubernetes'
        ? 'minor'
        : (span.mention?.kind ?? 'date');
    add([{ kind, form: '', entry: '' }], { ...span, text: text.slice(span.start, span.end).toLowerCase() });
    end = span.end;
  }
  readWords(text, end, text.length, root, add);
  return joinParticles(apart(tokens, root), root);
}

/** "AKS has extended support": a verb and its object, and no phase of a product's life. */
function apart(tokens: readonly Token[], root: Node): Token[] {
  return tokens.flatMap((token, at) => {
    const [verb = '', noun = '', ...others] = token.text.split(' ');
    const isOfUs = !(is(tokens[at - 1], 'have') && tokens[at - 2]?.mention);
    const isDone = is(token, 'elsewhere') && is(tokens[at - 1], 'have', 'be', 'agent') && isOfUs && others.length === 0;
    const [one, other] = [root.next.get(verb)?.senses ?? [], root.next.get(noun)?.senses ?? []];
    if (!isDone || one.length === 0 || other.length === 0) return [token];
    const end = token.start + verb.length;
    return [
      { ...token, text: verb, senses: one, end },
      { ...token, text: noun, senses: other, start: end + 1 },
    ];
  });
}

const PARTICLE = /^(?:off|out|down|up|back|away|forward)$/;
/** What may stand behind what a verb governs. */
const SPLIT = / (?:off|out|down|up|back|away|forward)$/;
/** What a verb and its particle do not stand on two sides of. */
const BARRIERS = kindsOf('comma semi colon dash bar open close and but sub');
/** Words between a verb and its particle at most. */
const REACH = 12;

/** "Phase X out", "push the retirement of X back": the verb of the lexicon, whose particle stands behind what it governs. */
function joinParticles(tokens: readonly Token[], root: Node): Token[] {
  const all = [...tokens];
  for (let at = all.length - 1; at > 1; at -= 1) {
    const particle = all[at]?.text ?? '';
    if (!PARTICLE.test(particle)) continue;
    for (let verb = at - 1; verb >= Math.max(0, at - REACH) && !is(all[verb], ...BARRIERS); verb -= 1) {
      const one = all[verb];
      const senses = root.next.get(one?.text ?? '')?.next.get(particle)?.senses ?? [];
      if (!one || senses.length === 0) continue;
      all[verb] = { ...one, senses, text: `${one.text} ${particle}` };
      all.splice(at, 1);
      break;
    }
  }
  return all;
}

function readWords(
  text: string,
  from: number,
  to: number,
  root: Node,
  add: (senses: readonly Sense[], of: Omit<Token, 'senses'>) => void,
): void {
  const shout = from === 0 ? (SHOUT.exec(text.slice(0, to))?.[0].length ?? 0) : 0;
  const raw = [...text.slice(from, to).matchAll(WORD)].flatMap(({ 0: written, index }): Raw[] => {
    const start = from + index;
    const isGlue = written === '-' && /[\w`'"]/.test(text[start - 1] ?? ' ') && /\w/.test(text[start + 1] ?? ' ');
    const isOption = written === '-' && /^-{1,2}[a-z]/.test(text.slice(start)) && /[\s`-]/.test(text[start - 1] ?? ' ');
    const isGenitive = written === 's' && text[start - 1] === "'";
    const isPoint = written === '.' && /\w/.test(text[start + 1] ?? ' ');
    // "@somebody, …" is no word of the sentence.
    const isHandle = written.startsWith('@');
    const isSign = SIGN.test(written);
    if (isSign && /\w/.test(text.slice(0, start)))
      return [{ text: '-', written: '-', start, end: start + written.length }];
    const isSilent = isSign || (SILENT.test(written) && !(written === ']' && LABEL.test(text.slice(0, start))));
    if (isGlue || isOption || isPoint || isGenitive || isHandle || isSilent) return [];
    const end = start + written.length;
    const word = CONTRACTED[written] ?? written.toLowerCase().replace(/'s?$/, '');
    const [, denied] = /^(\w+)n't$/.exec(word) ?? [];
    const isShout = end === shout - 1;
    if (isShout)
      return [
        { text: word, written, start, end },
        { text: ':', written: ':', start: end, end: shout },
      ];
    if (!denied) return [{ text: word, written, start, end }];
    return [
      { text: DENIED[denied] ?? denied, written, start, end: end - 3 },
      { text: 'not', written, start: end - 3, end },
    ];
  });
  for (let at = 0; at < raw.length; ) {
    const { senses, length } = longest(root, raw, at);
    const first = raw[at];
    const last = raw[at + length - 1];
    if (!first || !last) return;
    add(senses.length > 0 ? senses : [{ kind: kindOf(first), form: '', entry: '' }], {
      ...{ mention: null, date: null, start: first.start, end: last.end },
      text: raw
        .slice(at, at + length)
        .map((each) => each.text)
        .join(' '),
    });
    at += length;
  }
}

function longest(
  root: Node,
  raw: readonly Raw[],
  at: number,
): { readonly senses: readonly Sense[]; readonly length: number } {
  let node: Node | undefined = root;
  let best: { readonly senses: readonly Sense[]; readonly length: number } = { senses: [], length: 1 };
  for (let length = 1; node && at + length <= raw.length; length += 1) {
    node = node.next.get(raw[at + length - 1]?.text ?? '');
    if (node && node.senses.length > 0) best = { senses: node.senses, length };
  }
  return best;
}

function kindOf({ text, written, start }: Raw): Kind {
  const mark = MARKS[written];
  if (mark) return mark;
  if (/^\d/.test(text)) return 'number';
  return /^\p{Lu}/u.test(written) && start > 0 ? 'name' : 'word';
}

/** True when a token may be of a kind, and of one of some forms where they are given. */
export function isA(token: Token | undefined, kind: Kind, ...forms: readonly Form[]): boolean {
  return (
    token?.senses.some((sense) => sense.kind === kind && (forms.length === 0 || forms.includes(sense.form))) ?? false
  );
}

/** True when a token may be of one of some kinds. */
export function is(token: Token | undefined, ...kinds: readonly Kind[]): boolean {
  return kinds.some((kind) => isA(token, kind));
}

/** True for a word that the lexicon does not have, and that is no adverb. */
export function isWord(token: Token | undefined): boolean {
  return token?.senses[0]?.kind === 'word' && !/\wly$/.test(token.text);
}

/** True where one of the tokens of a clause or a phrase is of one of some kinds. */
export function has(clause: { readonly tokens: readonly Token[] }, ...kinds: readonly Kind[]): boolean {
  return clause.tokens.some((token) => is(token, ...kinds));
}

/** True where one of some tokens reads so. */
export function says(tokens: readonly Token[], pattern: RegExp): boolean {
  return tokens.some(({ text }) => pattern.test(text));
}

import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { kindsOf, linesOf } from './lexicon.ts';
import type { Form, Scanner } from './scan.ts';

/**
 * Where a frame's subject stands: `before` it ("X is retired"), `after` it ("retire X"), `either` (after if it stands
 * right there, else before), right beside it (`noun`: "X end of life"), or as the form of its verb says (`verb`).
 */
export type Side = 'before' | 'after' | 'either' | 'noun' | 'verb';

/**
 * One way to say that something ends, over kinds of words: `kind`, `kind:form+form`, `(a|b)`, `?`, `*`. `AUX` stands for
 * auxiliaries and adverbs, `GAP3` for up to three words of no ending, `IMAGES` for what AKS makes for an OS.
 */
interface Frame {
  /** `aspect`: of what its words say, images, support, scaling, or new node pools. */
  readonly phase: RetirementPhase | 'aspect';
  readonly side: Side;
  readonly pattern: string;
}

/** Earlier frames win where two would read the same words. */
const PATTERNS = `
lts-only either: (NOT AUX (offer|make|create|use|support)|AUX fail:ed) WIDE9 unless WIDE8 lts
date-changed either: grant (?=GAP6 new GAP1 time)
retirement after: NOT AUX offer:base+s (?=and make GAP4 (patch|update))
no-new-images either: (NOT (offer:base+s+ing (and|prep))? (make (?!GAP2 support) GAP8|create (own|new|windows|agent)*)|(cease|end|retire) own? (make prep? GAP8|create:ing (own|new|windows|agent)*)) IMAGES MORE
aspect either: (no GAP3|NOT AUX) (new GAP4 (IMAGES MORE (AUX make:ed)?|pool)|IMAGES MORE AUX make:ed)|no GAP3 IMAGES MORE (?=(sub|prep) date)|no GAP2 patch MORE (AUX make:ed)?
no-new-images either: (last GAP2 IMAGES MORE (?=colon? date)|last version prep GAP4 IMAGES|be own last (pron|image)? (?=prep (own|agent)* (windows|close|$)))
no-new-images before: (patch|new GAP3 IMAGES|make:none GAP3 IMAGES|image (make|create|update)) (and GAP2 IMAGES)? GAP6 AUX (end|cease)
image-removal after: (remove|vanish) (?!GAP7 from GAP3 image) GAP8 image
image-removal noun: (removal deadline? prep GAP6 image|image GAP3 removal)
image-removal before: image (GAP4|(WIDE14|WIDE8 (comma|colon|semi) pron) (be|have|will) AUX) (remove:ed|take:ed|vanish|NOT AUX offer:none)
aspect before: (scale|create:base+ing+none|upgrade:ing) GAP9 pool? GAP5 AUX (come will)? (fail|NOT AUX (offer|use)|end|cease)
no-new-node-pools before: end:ed prep own* new GAP3 pool
aspect after: (LASTDAY (use|offer|keep|create|make:base+s+ed GAP3 IMAGES)|be own last (deadline|time) prep|(last|UNTIL date comma?) user? AUX create)
no-new-node-pools after: (last (own|agent|minor|adv)* version ((pron|will|be|prep|own|sub|adv|user)* (offer|use|support|make|have)|(sub|prep)+) (?!GAP4 image)|(own|agent)* version no (?=own* windows))
no-new-node-pools before: last (own|agent|offer:ed|adv)* version colon? (?=minor)
platform-support either: ((make|grant) own* only platform|only? platform GAP3 (come|keep|only|leave)) prep?
platform-support before: (reach|change|only|make|offer|keep|be|have) (and|prep|own|be|agent|make|adv|pron|word|only|fail)* platform
lts-only before: (lts (pool|user|own)* only !end|(reach|change) (prep|own|agent|support)* lts)
lts-only either: (?!only own* lts user) only WIDE7 lts (pool|user)? keep:s?
lts-only either: need GAP5 lts (will? keep)?
date-changed after: (move|change) (own|adv)* (DUE|support|lts)
date-changed either: move
date-changed either: change prep? (?=GAP5 date)
date-changed either: own? new GAP3 deadline
date-changed before: be (now (come|adv)*|AUX update:ed prep) (?=(prep|own)* date)
date-changed before: (former|NOT (retire|remove|end|leave GAP2) prep* date but) (prep* date comma? adv* prep* (?=date)|prep (?=(prep|own)* date))|open past (?=prep* date)
retirement either: (take|end|cease) will? (own|adv)* support prep?
retirement either: (NOT AUX (make|keep) GAP1|(make|have|be|grant|but) no new*) support prep?
no-new-node-pools after: (not (AUX use:base|have)|(come|have) no|NOT AUX come prep) (?=(own|agent|windows)* windows)
retirement after: NOT AUX (offer:base+s+ing|support|use:ed prep (?=own* windows)) (own* support prep?)?
retirement before: (support !word GAP9|lts GAP4|life prep GAP6) AUX (end|cease)
retirement either: (support !word GAP9|lts GAP4) AUX (remove:ed (?!prep own* agent (?!minor))|take:ed|retire:ed)
retirement before: (NOT|cease AUX) AUX (offer:ed+none|make GAP2 support|use:ed)
retirement before: (leave (own|prep|new|word|version|agent)* (support|lts) life?|(remove:ed|take:ed|retire:ed) prep (own|new)* (support|lts)|(leave:base+s+ed+ing|reach leave) agent (?=prep* agent* prep* (date|$|semi)))
retirement before: (unsupported !word|be AUX take:ed (?=prep* (date|semi|comma|$)))
aspect before: (IMAGES MORE|new GAP1 pool|support|lts) ((adv|prep|only|agent|own)*|GAP4 (use|keep|come|reach|end):s|GAP5 colon) UNTIL (?=date)
retirement before: (?<!agent )(reach|come) (own|word)* (end !user|eol) (open eol close)?
retirement either: have (GAP1 (date|number) WIDE6 upgrade|UNTIL date (WIDE6 (upgrade|change:base)|(?=semi|comma|close|$)))
retirement before: (have own last (deadline|time)|last (deadline|time) be (?=prep* date))
retirement noun: (eol (open eol close)?|endof (GAP3 (support|lts|life|platform)|(?=THING))|retirement)
removal before: take:ed (leave prep?|prep) (own|version|word)* prep* (agent|place)
removal before: (vanish from (own|version)* (agent|place)|NOT AUX own? offer prep? agent)
removal after: take (?!GAP6 image) (?=GAP6 (prep|leave) (own|word)* (agent|place))
removal noun: removal
retirement verb: retire
retirement verb: take (?=own* agent* (windows|minor|feature))
retirement before: vanish !preview
removal verb: remove
`;

export const FRAMES: readonly Frame[] = linesOf(PATTERNS).map((line) => {
  const [, phase, side, pattern = ''] = /^(\S+) (\w+): (.*)$/.exec(line) ?? [];
  return { phase: phase as Frame['phase'], side: side as Side, pattern };
});

/** What may stand in a gap. */
const GAP =
  kindsOf(`windows minor feature word name number comma open close dash support lts version pool part other agent user new
  prep and own adv place time image op patch make preview deadline life use offer scale create update retirement
  pron`);
/** What may stand in a wide gap besides. */
const WIDE = kindsOf('be have will keep until sub date upgrade only need');
const MACROS: Readonly<Record<string, string>> = {
  AUX: '(be|have|will|adv)*',
  NOT: '(not AUX|cease will? (?=make|update|offer|scale|create|be))',
  IMAGES: '(image|patch|update:s)',
  MORE: '(and GAP4 IMAGES)*',
  THING: '((own|agent|version)* (windows|minor) !(pool|image|patch|version|word|name|update|part|preview|support|lts))',
  LASTDAY: '(last (deadline|time) (sub|pron|prep|will|user|agent|own)*)',
  DUE: '(deadline|retirement|eol|endof|removal|end|life)',
  UNTIL: '(until colon? (prep|own|endof)*)',
};

/** A frame that can be looked for in the codes of a sentence's tokens. */
export interface CompiledFrame extends Omit<Frame, 'pattern'> {
  readonly id: string;
  readonly pattern: RegExp;
}

/** The frames over a scanner's codes, without those switched off. */
export function compileFrames(scanner: Scanner, off: ReadonlySet<string> = new Set()): readonly CompiledFrame[] {
  return FRAMES.filter(({ pattern }) => !off.has(pattern)).map(({ phase, side, pattern }) => {
    return { phase, side, id: pattern, pattern: new RegExp(compile(pattern, scanner), 'gu') };
  });
}

function compile(pattern: string, scanner: Scanner): string {
  const text = pattern.replace(/\b[A-Z]+\b(?!\d)/g, (name) => MACROS[name] ?? name);
  if (text !== pattern) return compile(text, scanner);
  const gap = classOf(GAP.map((kind) => scanner.codesOf(kind, null)).join(''));
  const wide = classOf([...GAP, ...WIDE].map((kind) => scanner.codesOf(kind, null)).join(''));
  return text
    .replace(/\(([a-z|]+)\):([a-z+]+)/g, (_all, kinds: string, forms: string) => {
      return `(${kinds
        .split('|')
        .map((kind) => `${kind}:${forms}`)
        .join('|')})`;
    })
    .replace(/(?<![?<])!([a-z]+|\([^()]*\))/g, '(?!$1)')
    .replace(/GAP\d+|WIDE\d+|[a-z]+(?::[a-z+]+)?/g, (word) => {
      const limit = /\d+$/.exec(word)?.[0];
      return limit ? `${word.startsWith('GAP') ? gap : wide}{0,${limit}}?` : classOfKind(word, scanner);
    })
    .replace(/\((?!\?)/g, '(?:')
    .replaceAll(' ', '');
}

function classOfKind(word: string, scanner: Scanner): string {
  const [name = '', forms] = word.split(':');
  const codesOf = (form: string | null) =>
    kindsOf(name).map((kind) => scanner.codesOf(kind, (form === 'none' ? '' : form) as Form | null));
  return classOf((forms?.split('+') ?? [null]).flatMap(codesOf).join(''));
}

function classOf(codes: string): string {
  return `[${codes}]`;
}

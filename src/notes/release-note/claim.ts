import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { DateMention } from '../text/note-dates.ts';
import { kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { boundIn, dateIn, type Parts, thingsOf } from './parts.ts';
import type { Phrase } from './phrases.ts';
import { is } from './scan.ts';

/** What a clause says of an end; what it leaves open is taken from what stands near. */
export interface Claim {
  readonly phase: RetirementPhase;
  /** What ends, where the clause names it. */
  readonly things: readonly Mention[];
  /** 0 for plain words; from `1 - SURE` up it is no statement. */
  readonly cost: number;
  readonly date: DateMention | null;
  /** The Kubernetes minor from which it holds. */
  readonly bound: string | null;
  /** True for a bare noun ("Windows Server 2019 retirement"). */
  readonly isNoun: boolean;
  /** True where the clause speaks of what was named before it ("its images", "they"). */
  readonly isOpen: boolean;
  /** True for what often is not for all of a thing, or not for good: "is not supported". */
  readonly isWeak: boolean;
  /** Index of its clause. */
  readonly clause: number;
  /** Offsets of its clause's words into the sentence. */
  readonly start: number;
  readonly end: number;
}

/** A claim about what a chain of phrases names; else what the rest of the clause does. */
export function claim(
  parts: Parts,
  phase: RetirementPhase,
  patient: readonly Phrase[],
  rest: Partial<Claim> = {},
): Claim {
  const { clause, index, subject, object } = parts;
  const own = thingsOf(patient);
  const [first] = patient;
  const isNamed = own.things.length > 0;
  const mayBeOther = !isNamed && (!first || first.head !== null || first.isAnaphor);
  const others = mayBeOther ? [subject, object].filter((each) => each !== patient).map(thingsOf) : [];
  const other = others.find(({ things }) => things.length > 0);
  const near = isNamed || other ? undefined : nearIn(parts, phase, patient);
  const things = isNamed ? own.things : (other?.things ?? (near?.thing ? [near.thing] : []));
  return {
    ...{ phase, things, clause: index, isNoun: false, isWeak: false },
    cost: own.cost + (other?.cost ?? 0) + (near?.cost ?? 0),
    date: dateIn(clause),
    bound: boundIn(parts, things),
    isOpen: things.length === 0 && own.cost < 0.5 && (isAnaphoric(first) || patient.some(isIt)),
    start: clause.tokens[clause.verb?.from ?? 0]?.start ?? 0,
    end: clause.tokens.at(-1)?.end ?? 0,
    ...rest,
  };
}

/** "… for X"; "as part of the retirement of X, AKS deletes all images for it". */
function nearIn(
  { around, behind, clause }: Parts,
  phase: RetirementPhase,
  patient: readonly Phrase[],
): Phrase | undefined {
  const preps = phase === 'no-new-node-pools' ? /^(?:of|for|with|on|at|in|using)\b/ : /^(?:of|for)\b/;
  const isOpen = patient.some(({ isAnaphor }) => isAnaphor) && clause.opening === '';
  // "With 1.35 they cannot be created."
  const isOfPools = patient.some(isIt);
  return (
    around.find(
      ({ prep, thing }) =>
        preps.test(prep) && thing && thing.bound !== 'from' && !(isOfPools && thing.kind === 'kubernetes'),
    ) ??
    // Not "it isn't supported with X".
    (isOpen
      ? around.find(
          (each) => each.thing && each.thing.kind !== 'kubernetes' && !(each.prep === 'with' && behind.includes(each)),
        )
      : undefined)
  );
}

/** A claim about the one thing that a clause names, whatever its words. */
export function claimOfOne(
  parts: Parts,
  phase: RetirementPhase,
  thing: Mention | null,
  rest: Partial<Claim> = {},
): Claim {
  const things = thing ? [thing] : [];
  return claim(parts, phase, parts.subject, { things, cost: 0, isOpen: thing === null, ...rest });
}

/** "They", "… with it", "… with this OS". */
function isIt({ tokens }: Phrase): boolean {
  const isOs = /^(?:os|sku|ossku)$/.test(tokens.at(-1)?.text ?? '') && tokens.length > 1;
  return tokens.every(({ text }) => (isOs ? /^(?:this|that|os|sku|ossku)$/ : /^(?:it|they|them|those)$/).test(text));
}

const OPEN_WORDS = kindsOf('own adv new agent and user');

function isAnaphoric(first: Phrase | undefined): boolean {
  if (!first || first.head !== null || first.isAnaphor || first.event !== null) return true;
  return first.tokens.every((token) => is(token, ...OPEN_WORDS));
}

import type { RetirementPhase } from '../../domain/retirement-statement.ts';
import { CREATE, IMAGE, LTS, MINOR, NOT } from './ending-words.ts';

/**
 * Where a cue's subject stands: `before` it ("X is retired"), `after` it ("retire X"), `either` (after if it stands
 * right there, else before), or right beside it as a noun does (`noun`: "X end of life", "deprecation of X").
 */
export type CueSide = 'before' | 'after' | 'either' | 'noun';

/** One way to say that something ends. */
export interface EndingRule {
  readonly phase: RetirementPhase;
  readonly side: CueSide;
  readonly pattern: RegExp;
  /** Words of which the pattern needs some; far cheaper to look for. */
  readonly signs: readonly RegExp[];
}

const SIGNS: readonly { readonly of: string; readonly sign: RegExp }[] = [
  { of: NOT, sign: /\bno\b|not\b|n't|never|unable|stop|ceas|quit/i },
  { of: IMAGE, sign: /image|vhd|patch|updat|fix|servicing|\bones\b/i },
  { of: CREATE, sign: /creat|add|deploy|provision|\bnew\b/i },
  { of: MINOR, sign: /1\.\d/ },
  { of: LTS, sign: /\blts\b|long.term/i },
];

/** Every sign that a rule may need. */
export const ENDING_SIGNS: readonly RegExp[] = SIGNS.map(({ sign }) => sign);

/** A rule whose pattern begins and ends with a whole word, in either case. */
export function rule(phase: RetirementPhase, side: CueSide, pattern: string): EndingRule {
  const signs = SIGNS.filter(({ of }) => pattern.includes(of)).map(({ sign }) => sign);
  return { phase, side, pattern: new RegExp(String.raw`\b${pattern}\b`, 'gi'), signs };
}

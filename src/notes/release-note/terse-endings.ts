import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { endsIn, type Grammar } from './find-ends.ts';

/** How titles of columns, rows and lists name an end, where no sentence does. */
const TITLES: readonly { readonly phase: RetirementPhase; readonly pattern: RegExp }[] = [
  {
    phase: 'image-removal',
    pattern: /\bimages? (?:gone|removed|deleted|erased|kept until|available until)\b/i,
  },
  {
    phase: 'no-new-images',
    pattern:
      /\b(?:last|final|no(?: new| more)?) (?:[\w-]+ ){0,3}?(?:images?|vhds?|patch(?:es)?)\b|\b(?:images?|patch(?:es|ing)?|updates?)(?: (?:and|or) \w+)? (?:until|till|through|stop|end)\b/i,
  },
  {
    phase: 'no-new-node-pools',
    pattern: /\b(?:no|last)(?: new)? (?:node )?pools?\b|\bnew (?:node )?pools? (?:until|stop|end)\b/i,
  },
  {
    phase: 'retirement',
    pattern:
      /\b(?:support(?:ed)?|lts|maintenance)(?: \w+)? (?:until|till|through|ends?)\b|\b(?:retirements|deprecations)\b/i,
  },
];

/** The end that a title without a sentence speaks of ("Last images", "LTS until"); `null` if none. */
export function endingOfTitle(title: string, grammar: Grammar): RetirementPhase | null {
  const [cue] = endsIn(title, grammar);
  return cue?.phase ?? TITLES.find(({ pattern }) => pattern.test(title))?.phase ?? null;
}

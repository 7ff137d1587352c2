import type { End } from './find-ends.ts';
import { kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { is, type Token } from './scan.ts';

/** What may stand before the name that a line opens with: "Reminder:", "Lifecycle of AKS …". */
const BEFORE = kindsOf('own agent win version deadline life say colon dash open');

/** What belongs to the name: "1.31 LTS users (for Windows)". */
const BEHIND = kindsOf(
  'own agent win version deadline life lts user retirement removal eol pool image support preview prep',
);

/** "Good news for Windows Server 2022 users: ", "if you run Windows Server 2022: ". */
const ADDRESSING = /^(?:for|of|about|regarding|concerning|(?:runs?|uses?|has|have|keeps?|tried))$/;

/** The index behind a name that a line is about, with all that belongs to it. */
function behindName(tokens: readonly Token[], at: number): number {
  let behind = at + 1;
  for (let depth = 0; behind < tokens.length; behind += 1) {
    if (is(tokens[behind], 'open') && !is(tokens[behind + 1], 'preview')) depth += 1;
    else if (is(tokens[behind], 'close')) depth -= 1;
    else if (depth === 0 && !is(tokens[behind], ...BEHIND)) break;
  }
  return behind;
}

function closes(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at], 'colon', 'dash', 'semi') && tokens[at]?.text !== ';' && at < tokens.length - 1;
}

/** True when the words before a colon say whom or what the rest of the sentence concerns. */
export function isAddressed(tokens: readonly Token[], mention: Mention): boolean {
  const at = tokens.findIndex((token) => token.mention === mention);
  let before = at - 1;
  while (is(tokens[before], 'own', 'agent', 'version') && !ADDRESSING.test(tokens[before]?.text ?? '')) before -= 1;
  return ADDRESSING.test(tokens[before]?.text ?? '') && closes(tokens, behindName(tokens, at));
}

/** True when a mention stands as a label before what the sentence says of it; of a headline, nothing else is said. */
export function isLabel(tokens: readonly Token[], mention: Mention, isHeadline = false): boolean {
  const at = tokens.findIndex((token) => token.mention === mention);
  if (
    !tokens
      .slice(0, at)
      .every((token, index) => is(token, ...BEFORE) || (is(token, 'prep') && is(tokens[index - 1], 'deadline', 'life')))
  )
    return false;
  const behind = behindName(tokens, at);
  return isHeadline
    ? tokens.slice(behind).every((token) => is(token, 'colon', 'semi', 'dash'))
    : closes(tokens, behind);
}

const PREDICATE =
  /\b(?:go|goes|went|going|reach\w*|hit\w*|enter\w*|is|are|was|were|be|at|to|become\w*|will|of|its|their|for)(?: now| officially| already| also)*\s*(?:its |their |the |an? )?$/i;

/** True when a noun of ending is said of something ("is now end of life"), and does not just stand there. */
export function isPredicate(text: string, cue: End): boolean {
  return cue.side !== 'noun' || PREDICATE.test(text.slice(Math.max(0, cue.start - 60), cue.start));
}

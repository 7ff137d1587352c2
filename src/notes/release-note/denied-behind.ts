import type { EndingCue } from './ending-cues.ts';
import type { Reading } from './sentence-reading.ts';

/** "The deletion on D does not happen", "the retirement has been called off". */
const CALLED_OFF =
  /^[^.;]*?\b(?:(?:(?:do(?:es)?|did|will|is|are) not|(?:do(?:es)?n|didn|wo|isn|aren)'t)(?: going to)? (?:happen|take place|go ahead|occur|proceed)|(?:is|are|was|were|been|be) (?:cancell?ed|called off|scrapped|abandoned|dropped|reverted|withdrawn|off)\b)/i;
/** "The date on which support ends is not changed": tells no date. */
const UNCHANGED =
  /^ (?:stays?|remains?|is|are|was|has|have)(?: been)? (?:not (?:been |yet )*(?:changed|moved|affected|touched|decided|known|announced|set)|unchanged|unknown|open|unaffected)\b/i;
/** "Blocked for two hours": over already. */
const FOR_A_WHILE = /^ (?:temporarily\b|briefly\b|for (?:[\w-]+ ){1,3}(?:minutes?|hours?|days?|weeks?)\b)/i;

/** True when the words behind words of ending take them back. */
export function isDeniedBehind({ text, dates }: Reading, cue: EndingCue): boolean {
  const behind = text.slice(cue.end);
  const isNoun = cue.side === 'noun' || /^(?:delet|remov)\w*(?:ion|al)\b/i.test(text.slice(cue.start, cue.end));
  return (
    (isNoun && CALLED_OFF.test(behind)) || (dates.length === 0 && UNCHANGED.test(behind)) || FOR_A_WHILE.test(behind)
  );
}

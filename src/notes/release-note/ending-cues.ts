import type { RetirementPhase } from '../../domain/retirement-statement.ts';
import { type CueSide, ENDING_SIGNS } from './ending-rule.ts';
import { ENDING_RULES } from './ending-rules.ts';

/** Words that say that something ends, found in a sentence. */
export interface EndingCue {
  readonly phase: RetirementPhase;
  readonly side: CueSide;
  readonly start: number;
  readonly end: number;
}

/** Verbs of ending in all their forms; which side the subject stands on depends on the form. */
const VERB =
  /\b(retir|deprecat|discontinu|decommission|sunset|obsolet|remov|phas)(ed?|es|s|ing|e[ds]? out|ing out|t?ed|ting)?\b/gi;
const BE_FORM =
  /\b(?:is|are|was|were|be|been|being|get|gets|become|becomes)(?: \w+ly| now| also| already| since| soon| then| later| \w+ed)*\s*$/i;
const HAVE_FORM = /\b(?:has|have|had|aks|azure|we|team|service)(?: \w+ly| now| also| already)*\s*$/i;
const COORDINATED = /(?:ed|ted|supported|life)(?: from aks)?(?:,| and| or|\/|,? then)+(?: \w+ly| then)*\s*$/i;

/** "will not be retired", "isn't deprecated": nothing ends. */
const DENIED =
  /(?:\b(?:not|never|neither|no (?:current |immediate )?plans)|n't) (?:yet |to |also |going to |planned to |\w+ly )*(?:be |been |being |get )?$/i;

/** "Will not be deprecated until D": it ends then. */
const UNTIL = /^\w*(?: from aks)? (?:until|till)\b/i;

/** "Remove your …", "you need to remove": something for the reader to do, and not what AKS does. */
const OWN_TASK =
  /(?:^\W*|\b(?:please|first|(?:need|needs|have|has|had|want|able|how|required|recommended?) to|must|should|you(?: (?:can|may|could|must|should|also))?|to [^,.]{3,30},|before you|(?:and|or|to|then) (?:delete|drain|stop|migrate and)(?: and)?)\s)$/i;

/** Words that are the reader's to do, in the form in which one is told. */
const TOLD = /^(?:delete|erase|withdraw|purge|take|drop|stop|block|disable|prevent)\b/i;

function isDenied(text: string, match: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, match.index - 50), match.index);
  const isDenial = DENIED.test(before) && !UNTIL.test(text.slice(match.index + match[0].length));
  return isDenial || (TOLD.test(match[0]) && OWN_TASK.test(before));
}

function verbSide(text: string, start: number, verb: string, ending: string): CueSide | null {
  const before = text.slice(Math.max(0, start - 50), start);
  if (DENIED.test(before)) {
    if (!UNTIL.test(text.slice(start + verb.length))) return null;
    return /ed|^d/.test(ending) ? 'before' : 'either';
  }
  if (/^remove$/i.test(verb) && OWN_TASK.test(before)) return null;
  if (/^retire$/i.test(verb) && /\byou\s$/i.test(before)) return null;
  if (!/ed|^d/.test(ending)) return /^(?:retir|sunset|phas)/i.test(verb) ? 'either' : 'after';
  if (BE_FORM.test(before) || COORDINATED.test(before)) return 'before';
  if (HAVE_FORM.test(before) || /^\W*$/.test(before)) return 'after';
  // "Windows Server 2019 retired" as a headline; "deprecated APIs" is neither.
  return /(?:\d|[xX+)]|pools?|nodes?|images?|versions?|support)\s*(?:[-:|]\s*)?$/.test(before) ? 'before' : null;
}

function verbCues(text: string): EndingCue[] {
  return [...text.matchAll(VERB)].flatMap((match) => {
    const side = verbSide(text, match.index, match[0], match[2] ?? '');
    const phase = /^remov/i.test(match[0]) ? 'removal' : 'retirement';
    if (side === null || (/^phas/i.test(match[0]) && !/out$/i.test(match[0]))) return [];
    return [{ phase, side, start: match.index, end: match.index + match[0].length }];
  });
}

/** The words of ending in a sentence, in reading order; none overlaps another. */
export function findEndingCues(text: string): EndingCue[] {
  const cues: EndingCue[] = [];
  const add = (cue: EndingCue): void => {
    if (!cues.some(({ start, end }) => cue.start < end && start < cue.end)) cues.push(cue);
  };
  const absent = new Set(ENDING_SIGNS.filter((sign) => !sign.test(text)));
  for (const { phase, side, pattern, signs } of ENDING_RULES) {
    if (signs.some((sign) => absent.has(sign))) continue;
    for (const match of text.matchAll(pattern)) {
      if (isDenied(text, match)) continue;
      add({ phase, side, start: match.index, end: match.index + match[0].length });
    }
  }
  for (const cue of verbCues(text)) add(cue);
  return cues.sort((a, b) => a.start - b.start);
}

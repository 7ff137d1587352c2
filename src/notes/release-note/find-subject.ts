import type { End } from './find-ends.ts';
import type { Mention } from './mention.ts';

/** Words that may stand between a thing and what is said of it without being another thing. */
const OF_THE_THING =
  /^(?:the|a|an|all|any|every|our|your|its|their|this|these|that|those|for|of|aks|azure|kubernetes|k8s|service|windows|server|microsoft|containers?|core|annual|channel|gen\d?(?:\/gen\d)?|generation|versions?|releases?|minors?|lts|ltsc|community|standard|general|mainstream|long-term|long|term|support(?:ed)?|active|nodes?|node|pools?|nodepools?|clusters?|agent|agentpools?|images?|vhds?|os|sku|skus|osskus?|operating|systems?|hosts?|vms?|workloads?|based|preview|new|existing|current|old|older|runtimes?|engine|security|patch(?:es|ing)?|updates?|(?:and|or|&)|either|both|each|s|anything|anyone|than|using|running|with|without|on|in|v|x|customers?|users?|date|timeline|itself|also|now|\d+(?:\.\d+)*[.x+]*|h2|creat(?:e|ing|ion)|add(?:ing)?|upgrad(?:e|es|ing)|deploy|scale|announced|planned|official|upcoming|provide|after|before|from|aks's|kubernetes')$/i;
/** Verbs and adverbs that carry a thing on to what is said of it. */
const SAID_OF_IT =
  /^(?:is|are|was|were|be|been|being|has|have|had|will|would|won't|shall|may|can|cannot|to|not|no|longer|now|also|soon|then|already|currently|officially|fully|permanently|only|still|both|get|gets|go|goes|going|went|become|becomes|remain|remains|reach|reaches|reached|reaching|enter|enters|hit|hits|starts?|begins?|scheduled|planned|expected|set|due|supposed|about|slated|in|on|by|at|as|of|since|from|until|its|their|and|or|that|you|receive|gets?|shift|move|moves|follows?|previously|formerly|originally|transition|transitions|deprecated|retired|retires|removed|unsupported|supported|subject|marked|considered|no-longer|progressively|continues?|stays?|keeps?|runs?|works?|running|working|gradually|standard|end|ends|date|the|and\/or|an?|been|later|above|newer|higher|up|below|earlier|older|lower)$/i;

const BREAK =
  /[.!?;](?=\s|$)|:\s|\s-\s|(?:,\s*|\s)(?:but(?!\s*$| (?:is|are|will|not|no|now|also)\b)|while|whereas|so|because|since (?=[a-z])|thus|although|when|if)\s/i;

function words(text: string): string[] {
  return text.split(/[\s,()"'`*/|]+/).filter((word) => word !== '');
}

function isName(word: string): boolean {
  return (
    /^[A-Z]/.test(word) &&
    !/^(?:[A-Z][a-z]*day|ETA|GA|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)$/.test(word)
  );
}

/** What is beside the point between a thing and its verb: brackets, relative clauses. */
function withoutAsides(text: string): string {
  return text
    .replace(/\([^()]*\)/g, ' ')
    .replace(
      /\b(?:\d{1,2}(?:st|nd|rd|th)?[ -])?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -](?:\d{1,2}(?!\d)(?:st|nd|rd|th)?,? ?)?(?:20\d\d)?/gi,
      ' 1 ',
    )
    .replace(
      /, (?:which|that|as|currently|released|(?:first |originally |previously )?(?:announced|planned|scheduled|expected|due)|on the other hand|by contrast|in contrast|however|likewise|for (?:its|their) part)\b[^,]*,/gi,
      ' ',
    );
}

/** True when the words between a mention and a later cue still speak of the mention. */
function leadsToCue(gap: string, strict: boolean): boolean {
  const text = withoutAsides(gap);
  if (BREAK.test(text)) return false;
  let inVerb = false;
  let strange = 0;
  for (const word of words(text)) {
    if (!inVerb && SAID_OF_IT.test(word) && !OF_THE_THING.test(word)) inVerb = true;
    if (OF_THE_THING.test(word) || (SAID_OF_IT.test(word) && (!strict || /^(?:the|of|on|in|its)$/.test(word))))
      continue;
    if (strict || !inVerb || isName(word)) return false;
    strange += 1;
  }
  return (
    strange <= 3 &&
    !/(?:,|\band\b|\bor\b)\s+(?!(?:and|or|but|will|is|are|be|no|not|also|then|has|have|was|were|removed|deprecated|retired|later|above|newer|higher|up|older|below|earlier|lower|out|unsupported|the service|its|you)\b)[a-z]+\s/i.test(
      stripVersions(text),
    )
  );
}

function stripVersions(text: string): string {
  return text.replace(/\b(?:and|or)\s+(?:node|nodes|nodepools?|clusters?|images?|above|later|below)\b/gi, ' ');
}

/** True when the words before a cue name nothing else, so that it is said of the headline above. */
export function leadsOn(text: string): boolean {
  return leadsToCue(text, false);
}

const PREPOSITION =
  /\b(in|on|with|from|since|to|until|by|at|starting|beginning|before|via|through|using|under|into|onto|running|as of|for|of|than|between|beyond|(?<!\b(?:and|or) )above|past|against|requires?|(?<=deprecation date )of)\s+(?:(?:the|all|any|aks|azure|kubernetes|k8s|versions?|v|new|existing|both|(?:general|preview)|release|releases) )*v?$/i;
const OWN_CLAUSE =
  /^(?: lts| versions?| support| node pools?| nodes?| images?)* (?:is|are|was|were|goes?|has|have|will|reach\w*|retires?|ends?|becomes?|enters?|leaves?|loses?)\b/i;
const POOLS_BEFORE =
  /\b(?:clusters?|node ?pools?|nodes?|workloads?|customers?|users?|vms?|images?|versions?|support|lts|left|remains?|stay|ones?|last|final|patches|updates|anything|older|life|end|day|deletion|deprecation|retirement|removal|eol|servicing|service|extension|dates?|pools|creation|create)(?: (?:that|which)(?: are)?| based| still| created)*\s*$/i;

/** "Ubuntu 22.04 node pools on 1.38": the version is only where it ends. */
const OTHER_OS =
  /\b(?:ubuntu|azure ?linux|mariner|flatcar|windows(?: server)? \d|annual channel|ws ?20)(?:[^,;.:]|\.\d)*$/i;

/** True when a mention is the thing itself, not the place, time or way ("in Kubernetes 1.25", "with 1.26"). */
export function isThing(text: string, mention: Mention): boolean {
  if (mention.bound === 'from') return false;
  const before = text.slice(Math.max(0, mention.start - 60), mention.start);
  const preposition = PREPOSITION.exec(before);
  if (!preposition) return true;
  const word = (preposition[1] ?? '').toLowerCase();
  // "before 1.27 goes end of life": a clause of its own, whose subject the mention is.
  if (/^(?:before|since|until|by|after)$/.test(word) && OWN_CLAUSE.test(text.slice(mention.end))) return true;
  if (word === 'than') return mention.bound === 'below';
  if (
    /^(?:to|into|onto|since|until|before|between|beyond|above|past|from|starting|beginning|as of|requires?|against|through|via)$/.test(
      word,
    )
  )
    return false;
  if (OTHER_OS.test(before.slice(0, preposition.index))) return false;
  return POOLS_BEFORE.test(before.slice(0, preposition.index));
}

/** "Windows Server 2022 - ", "Kubernetes 1.31 LTS: ": a name that the rest of the sentence is about. */
const LABEL_END =
  /^(?:[\s)*]|\((?!preview)[^()]*\)|\b(?:lts|vms?|users?|customers?|clusters?|owners?|retirement|removal|deprecation|dates?|deadline|end of (?:support|life)|community|standard|versions?|node pools?|images?|support|on aks|preview|os sku|(?:under|with|in|on) (?:aks )?lts|(?:for|on) (?:aks )?windows(?: nodes)?|and (?:below|older|earlier|lower))\b)*(?:[.:]|\s-)\s+(?:1\s*[:,-]\s+)?/i;
const LABEL_START =
  /^(?:\W|\b(?:aks|azure|kubernetes|k8s|microsoft|versions?|reminder|notice|the|windows node ?pools with)\b)*$/i;

/** "Good news for Windows Server 2022 users: ": addressed to those whom the rest concerns. */
const ADDRESSED =
  /\b(?:for|of|about|regarding|concerning|(?:who|you|that)(?: still)? (?:runs?|uses?|tried|have|has|keeps?)) (?:(?:the|all|our|aks|azure|kubernetes|k8s|microsoft|versions?) )*v?$/i;

/** True when the words before a colon say whom or what the rest of the sentence concerns. */
export function isAddressed(text: string, mention: Mention): boolean {
  return (
    ADDRESSED.test(text.slice(0, mention.start)) &&
    /^[^.]*?:/.test(text.slice(mention.end)) &&
    LABEL_END.test(text.slice(mention.end))
  );
}

/** True when a mention stands as a label before what the sentence says of it. */
export function isLabel(text: string, mention: Mention): boolean {
  const behind = text.slice(mention.end);
  const rest = mention.kind === 'feature' ? behind.replace(/\(preview\)/i, '') : behind;
  return LABEL_START.test(text.slice(0, mention.start)) && LABEL_END.test(rest);
}

/** "The API 2025-04-02, the first to know X, is retired": named in passing, about something else. */
const PASSING =
  /[\w`)], (?:(?:the|an?) (?:\w+ )*?(?:to|that|which|with|for)|which|who|that|whose|including|like|such as|known|used)\b[^,;:]*$/i;

/** True when a mention only tells something else apart, and nothing is said of it. */
export function isAside(text: string, { start, end }: Mention): boolean {
  return /^[^\w\s]*,/.test(text.slice(end)) && PASSING.test(text.slice(0, start));
}

const PREDICATE =
  /\b(?:go|goes|went|going|reach\w*|hit\w*|enter\w*|is|are|was|were|be|at|to|become\w*|will|of|its|their|for)(?: now| officially| already| also)*\s*(?:its |their |the |an? )?$/i;

/** True when a noun of ending is said of something ("is now end of life"), and does not just stand there. */
export function isPredicate(text: string, cue: End): boolean {
  return cue.side !== 'noun' || PREDICATE.test(text.slice(Math.max(0, cue.start - 60), cue.start));
}

import type { EndingCue } from './ending-cues.ts';
import type { Reading } from './sentence-reading.ts';

/** What may follow the name of an OS where its node pools are meant; "creating X events" is of other things. */
const OF_POOLS =
  /^(?:\s*$|[`'"*)]*[.,;:]|\W*(?:node|nodes|nodepools?|pools?|clusters?|agents?|agentpools?|vms?|os|sku|containers?|core|annual|channel|lts|gen\d|and|or|on|in|with|from|after|before|as|for|until|till|by|since|at|when|if|via|using|through|to|is|are|was|will|has|have|any|now|than|starting|beginning|while|again|workloads?|machines?|instances?|support|altogether|completely|entirely|which|\d[\d.]*)\b)/i;
/** Where node pools themselves are what is made or offered. */
const OF_MAKING = /\b(?:creat|add|deploy|provision|drop|without)|\bno longer (?:ha|inc|con|kn|com)/i;

const WITH = String.raw`(?:with|without|whose|that|which|larger|smaller|having|using|behind)`;
/** What a node pool may be said to have though all of that OS are meant. */
const OF_ALL = String.raw`(?!\W*(?:(?:aks|kubernetes|k8s|lts|long-term|versions?|os|osskus?|windows\w*|ws ?\d+|server|annual|2\dh2|the|any|all|an?)\b|--os|v?1\.\d))`;
/** "Creating pools with spaces in their names": only some of them. */
const SOME_POOLS = new RegExp(String.raw`\b(?:pools?|nodes?|clusters?) ${WITH} ${OF_ALL}`, 'i');
const SOME_BEHIND = new RegExp(
  String.raw`^\W?(?: node ?pools?| nodes?| pools?)? (?:${WITH}|(?:in|to|on) (?:an? )?(?:existing )?clusters? ${WITH}|to (?:an? )?clusters? with) ${OF_ALL}`,
  'i',
);
/** "… fails when the subnet is full". */
const CONDITION = /^ (?:\w+ )?(?:when|while|if|unless|because|due to|until)\b(?!.*\b1\.\d)/i;

/** "Between D1 and D2 none could be created": over already. */
const FOR_A_TIME = /^\W*between\b/i;

/** True when what is said of node pools is not said of all of an OS, but of some of them, sometimes, or of other things. */
export function isOfSomePools({ text, mentions }: Reading, cue: EndingCue): boolean {
  const words = text.slice(cue.start, cue.end);
  if (mentions.some(({ kind, start, end }) => kind === 'feature' && cue.start <= start && end <= cue.end)) return false;
  if (FOR_A_TIME.test(text) || SOME_POOLS.test(words) || CONDITION.test(text.slice(cue.end))) return true;
  const thing = cue.side === 'after' ? mentions.find(({ start }) => start >= cue.end) : undefined;
  if (SOME_BEHIND.test(text.slice(thing?.end ?? cue.end))) return true;
  return thing?.kind === 'windows' && OF_MAKING.test(words) && !OF_POOLS.test(text.slice(thing.end));
}

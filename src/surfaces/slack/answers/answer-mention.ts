import type { MentionStanding } from '../../../app/reminders/mention-opt-in.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { joinWords } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerChange } from './answer-sentence.ts';

const NAMES_SHOWN = 10;

/** How it stands with mentioning the person who asks, and how to change it. */
export function answerMention(standing: MentionStanding, command: string): Answer {
  const other = standing.wanted ? 'mention off' : 'mention me';
  return answerChange(describeMention(standing), [describeLimits(standing), `${command} ${other} changes that.`]);
}

/** `Limits that mention owners: a node image of 75 or 90 days, and 30 or 7 or 0 days before an end.` */
function describeLimits({ limits }: MentionStanding): string {
  const [ages, days] = [limits.imageAge.toReversed(), limits.beforeEnd.toReversed()].map((some) =>
    some.map((limit) => limit.days).join(' or '),
  );
  const kinds = [...(ages ? [`a node image of ${ages} days`] : []), ...(days ? [`${days} days before an end`] : [])];
  if (kinds.length === 0) return 'No limit is set at which owners are mentioned: ESCALATION_IMAGE_AGE and _BEFORE_END.';
  return `Limits that mention owners: ${kinds.join(', and ')}.`;
}

/** `You are mentioned when a limit of your clusters is crossed: billing and shop.` Literal. */
export function describeMention({ wanted, clusters }: MentionStanding): string {
  const state = wanted
    ? 'You are mentioned when a limit of your clusters is crossed'
    : 'You are not mentioned when a limit of your clusters is crossed';
  if (clusters.length === 0) return `${state}; no cluster names you as owner yet, so no limit concerns you.`;
  const names = clusters.map((name) => toLiteral(name, 80));
  return `${state}: ${joinWords(names, NAMES_SHOWN)}.`;
}

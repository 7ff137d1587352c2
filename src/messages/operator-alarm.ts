import { toLiteral } from '../domain/literal.ts';
import type { OperatorAlarm, TestMessage } from '../domain/notification.ts';
import { digestOf } from '../domain/text.ts';
import { bold, type Card, type CardPlace, link, list, plain, spansOfMarkdown } from './card.ts';

/** Something that the operators should know; the same key is said once. */
export interface AlarmInput extends Omit<OperatorAlarm, 'kind' | 'url'> {
  readonly key: string;
  readonly url?: string | null;
}

export interface UnreadNote {
  readonly tag: string;
  readonly url: string;
  readonly passages: readonly string[];
}

export function createDriftAlarm({ tag, url, passages: lines }: UnreadNote): AlarmInput {
  const title = `AKS release ${tag} speaks of Windows, but vhdwatch could not read these passages`;
  return { key: `drift/${tag}/${digestOf(lines.join('\n'), 12)}`, title, lines, url };
}

/** As many numbers as the value of a button holds. */
const MOST_RETRIED = 100;

export function createOperatorAlarmCard({ title, lines, url, givenUp = [] }: OperatorAlarm, place: CardPlace): Card {
  const retried = givenUp.slice(0, MOST_RETRIED).join(' ');
  const foot = [...(url ? [plain(' · '), link(url, 'Details')] : []), ...place.linkTo('/health', 'Health of vhdwatch')];
  return {
    headline: [{ kind: 'symbol', symbol: '⚠️' }, bold(toLiteral(title))],
    parts: list(lines.map((passage) => spansOfMarkdown(passage))),
    // Without the dot before the first of them.
    ...(foot.length > 0 ? { foot: [foot.slice(1)] } : {}),
    buttons: [
      ...(retried === ''
        ? []
        : [{ id: 'outbox.retry', label: 'Try again', value: retried, style: 'primary' as const }]),
      { id: 'health.show', label: 'Show health' },
    ],
  };
}

export function createTestMessageCard({ requestedBy }: TestMessage): Card {
  const who = toLiteral(requestedBy, 80);
  return {
    headline: [plain(`vhdwatch can post here. This is a test, requested by ${who}; there is nothing to do.`)],
    parts: [],
  };
}

import type { OutboxLine } from '../../../app/delivery/manage-outbox.ts';
import { bold, code, plain, type Span } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';
import { button } from './button.ts';

const SHOWN = 20;

/** The newest notifications and what became of them; those that were given up can be tried again. */
export function answerOutbox(entries: readonly OutboxLine[]): Answer {
  const dead = entries.filter(({ state }) => state === 'dead');
  const waiting = entries.filter(({ state }) => ['pending', 'sending', 'retrying'].includes(state));
  const parts = [countOf(waiting.length, 'notification'), 'waiting,', String(dead.length), 'given up.'].join(' ');
  return answerList({
    headline: entries.length === 0 ? 'Nothing was ever sent.' : parts,
    items: entries.slice(0, SHOWN).map(spansOfEntry),
    left: Math.max(0, entries.length - SHOWN),
    foot: [plain('Newest first. Times are UTC.')],
    buttons: dead.slice(0, 4).map(({ id }) => button(`outbox.retry.${id}`, `Try ${id} again`, String(id))),
  });
}

function spansOfEntry({ id, state, kind, channel, attempts, lastError, createdAt, deliveredAt }: OutboxLine): Span[] {
  const when = (deliveredAt ?? createdAt).slice(0, 16).replace('T', ' ');
  const error = lastError && state !== 'delivered' ? `: ${toLiteral(lastError, 120)}` : '';
  return [
    code(String(id)),
    plain(' '),
    bold(state),
    plain(
      ` ${kind} to ${toLiteral(channel, 30)}, ${when}${attempts > 1 ? `, ${countOf(attempts, 'attempt')}` : ''}${error}`,
    ),
  ];
}

import type { InboxMessage } from '../src/domain/inbox.ts';
import type { Card } from '../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../src/messages/card-text.ts';

/** Where the messages are; vhdwatch without a Slack token keeps them in its inbox. */
interface Inbox {
  /** Newest first. */
  list(limit: number): readonly InboxMessage[];
}

const AMOUNTS = ['nothing', 'one message', 'several messages'] as const;

/** Each command on a line of its own. */
const WRITER = { ...PLAIN_WRITER, command: (command: string) => `\n    ${command}` };

/**
 * A function that prints the messages that came since its last call, oldest first. It throws when there are not as
 * many as `expected`: a demo that says nothing must not look like a success.
 */
export function createMessagePrinter(
  inbox: Inbox,
  say: (text: string) => void,
): (expected: (typeof AMOUNTS)[number]) => void {
  let newest = '';
  return (expected) => {
    const all = inbox.list(1_000);
    const messages = all.filter(({ ts }) => ts > newest).reverse();
    newest = all[0]?.ts ?? newest;
    for (const message of messages) say(renderMessage(message));
    if (AMOUNTS[Math.min(messages.length, 2)] !== expected) {
      throw new Error(`expected ${expected}, but ${messages.length} were posted`);
    }
  };
}

function renderMessage({ channel, text, cardJson }: InboxMessage): string {
  const lines = [...text.split('\n'), ...renderPlans((JSON.parse(cardJson) as { plans: readonly Card[] }).plans)];
  return `\n  To channel ${channel}:\n${lines.map((line) => `  | ${line}`.trimEnd()).join('\n')}`;
}

/** What the button answers for the first pool; the page has all. */
function renderPlans([first, ...others]: readonly Card[]): readonly string[] {
  if (!first) return [];
  const plan = writeText(first, WRITER).replace(/ then (?=\n)/g, '');
  const more = others.length === 1 ? '… 1 more plan is on the page' : `… ${others.length} more plans are on the page`;
  return ['[Show commands]', ...plan.split('\n'), ...(others.length > 0 ? [more] : [])];
}

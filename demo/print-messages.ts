import type { InboxMessage } from '../src/domain/inbox.ts';

/** Where the messages are; vhdwatch without a Slack token keeps them in its inbox. */
interface Inbox {
  /** Newest first. */
  list(limit: number): readonly InboxMessage[];
}

/** A line of commands; only a message's first is printed, the page has all. */
const COMMANDS = /^(Run for [^`]*:) (`.*`)$/;
const AMOUNTS = ['nothing', 'one message', 'several messages'] as const;

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

function renderMessage({ channel, text }: InboxMessage): string {
  const all = text.split('\n').map(toPlain);
  const first = all.findIndex((line) => COMMANDS.test(line));
  const shown = all.filter((line, index) => index === first || !COMMANDS.test(line));
  const cut = all.length - shown.length;
  const lines = [...shown.flatMap(toLines), ...(cut > 0 ? [sayCut(cut)] : [])];
  return `\n  To channel ${channel}:\n${lines.map((line) => `  | ${line}`.trimEnd()).join('\n')}`;
}

function sayCut(count: number): string {
  return count === 1 ? '… 1 more list of commands is on the page' : `… ${count} more lists of commands are on the page`;
}

/** Slack's text as a terminal shows it: links and entities plain. */
function toPlain(line: string): string {
  return line
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '$2: $1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Each command on a line of its own. */
function toLines(line: string): readonly string[] {
  const [, what, commands] = COMMANDS.exec(line) ?? [];
  if (!what || !commands) return [line];
  return [
    what,
    ...commands
      .slice(1, -1)
      .split('` then `')
      .map((command) => `    ${command}`),
  ];
}

import type { Command } from 'commander';
import { type ReplayedMessage, replay } from '../../../app/replay/replay.ts';
import { AppError } from '../../../domain/app-error.ts';
import { dayOf, isDay } from '../../../domain/calendar-date.ts';
import { type Cli, runCommand, toPrinted } from '../run-command.ts';

interface OwnOptions {
  readonly from: string;
  readonly until?: string;
  readonly upgradeAfter: string;
  readonly full?: boolean;
}

type PrintedMessage = Pick<ReplayedMessage, 'at'> & Awaited<ReturnType<typeof toPrinted>>;

export function addReplayCommand(program: Command, cli: Cli): void {
  program
    .command('replay')
    .description("what each channel would have been told in a past period, with today's clusters; sends nothing")
    .requiredOption('--from <day>', 'first day, 2024-01-01')
    .option('--until <day>', 'last day; default today')
    .option('--upgrade-after <days>', 'days after its announcement that pools take an image, or "never"', '30')
    .option('--full', 'whole messages instead of first lines')
    .action(async (own: OwnOptions) => {
      const { from, upgradeAfterDays } = readOptions(own);
      await runCommand(
        cli,
        async (context, show) => {
          const onProgress = (day: number, days: number) => show(day, days, 'days played');
          const today = dayOf(context.clock.now());
          const until = own.until === undefined ? today : readDay('--until', own.until);
          const end = own.until === undefined ? 'today' : `--until ${until}`;
          if (until < from) throw new AppError('invalid_usage', `--from ${from} is after ${end}.`);
          const messages = await replay(context, { from, until, upgradeAfterDays, onProgress });
          return Promise.all(messages.map(async (message) => ({ at: message.at, ...(await toPrinted(cli, message)) })));
        },
        (messages, _terminal, sayUnread) =>
          (messages.length === 0 ? sayUnread() : null) ?? renderText(messages, own.full === true),
      );
    });
}

function readOptions({ from, upgradeAfter }: OwnOptions): { from: string; upgradeAfterDays: number | null } {
  if (upgradeAfter !== 'never' && !/^\d{1,3}$/.test(upgradeAfter))
    throw new AppError('invalid_usage', `--upgrade-after ${upgradeAfter}: give a number of days, or "never".`);
  return { from: readDay('--from', from), upgradeAfterDays: upgradeAfter === 'never' ? null : Number(upgradeAfter) };
}

function readDay(option: string, text: string): string {
  if (isDay(text)) return text;
  throw new AppError('invalid_usage', `${option} ${text} is no day: write it as 2024-01-01.`);
}

function renderText(messages: readonly PrintedMessage[], isFull: boolean): string {
  const lines = messages.map(({ at, channel, operation, kind, text }) => {
    const shown = isFull ? `\n${text}\n` : `  ${text.split('\n')[0]?.slice(0, 160) ?? ''}`;
    return `${at.slice(0, 10)}  ${channel}  ${operation} ${kind}${shown}`;
  });
  return [...lines, '', ...countByMonth(messages)].join('\n');
}

/** New messages, and replies in their threads; updates notify nobody. */
function countByMonth(messages: readonly PrintedMessage[]): readonly string[] {
  const heard = messages.filter(({ operation }) => operation !== 'update');
  if (heard.length === 0) return ['No channel would have got a message.'];
  return [...Map.groupBy(heard, ({ channel }) => channel)].map(([channel, own]) => {
    const [posts, replies] = (['post', 'reply'] as const).map((operation) => {
      const some = own.filter((message) => message.operation === operation);
      const months = [...Map.groupBy(some, ({ at }) => at.slice(0, 7)).values()].map((month) => month.length);
      return { count: some.length, most: Math.max(0, ...months) };
    });
    return `${channel}: ${posts?.count} messages, at most ${posts?.most} in a month; ${replies?.count} in threads, at most ${replies?.most}`;
  });
}

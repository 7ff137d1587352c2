import { readFile } from 'node:fs/promises';
import type { AppContext } from '../src/app/app-context.ts';
import { importClusters } from '../src/app/clusters/import-clusters.ts';
import { assessFleet } from '../src/app/fleet/assess-fleet.ts';
import { poll } from '../src/app/polling/poll.ts';
import { remind } from '../src/app/reminders/remind.ts';
import { addDays, dayOf, mondayOf } from '../src/domain/calendar-date.ts';
import type { InboxMessage } from '../src/domain/inbox.ts';
import type { NodePoolStatus } from '../src/domain/node-pool-assessment.ts';
import type { PoolWeek } from '../src/domain/pool-week.ts';
import type { Card } from '../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../src/messages/card-text.ts';
import type { BundledFeed } from './bundled-feed.ts';

/** The demo's present, so that it shows the same in every year. */
export const DEMO_DAY = new Date('2026-08-26T09:00:00Z');

const FLEET = new URL('fleet.json', import.meta.url);

/** Where the news comes from, and where the demo speaks. */
interface Stage {
  readonly feed: BundledFeed;
  readonly say: (text: string) => void;
}

/** Plays the main job on a new database and prints each step and every message. Throws when a step did not work. */
export async function tellStory(context: AppContext, { feed, say }: Stage): Promise<void> {
  const printNewMessages = createMessagePrinter(context.store.inbox, say);
  say(
    `The vhdwatch demo. It is ${DEMO_DAY.toISOString().slice(0, 10)}; GitHub and the release tracker are bundled and on this machine,`,
  );
  say('Slack is the local inbox, the clusters are invented, and the database is new.');

  say('\n== 1. Register the clusters, as "az aks list -o json" lists them\n');
  say(await importFleet(context));

  say('\n== 2. First poll: read every release there is, and post one summary\n');
  say(await pollOnce(context));
  printNewMessages('one message');

  say(`\n== 3. AKS publishes release ${feed.publishNext()}. Next poll: one message per channel it concerns\n`);
  say(await pollOnce(context));
  printNewMessages('several messages');

  say('\n== 4. Poll again: nothing is new, so nothing is posted\n');
  say(await pollOnce(context));
  printNewMessages('nothing');

  say('\n== 5. The monthly upgrade reminder, with a picture of the last year (which is invented, too)\n');
  inventHistory(context);
  say(await remindOnce(context));
  printNewMessages('several messages');
}

async function importFleet(context: AppContext): Promise<string> {
  const files = [{ name: 'fleet.json', content: await readFile(FLEET) }];
  const { clusters, nodePools, windowsNodePools, rejected } = importClusters(context, files);
  if (rejected[0]) throw new Error(`the import refused ${rejected[0].item}: ${rejected[0].reason}`);
  return `${clusters} clusters with ${nodePools} node pools, ${windowsNodePools} of them Windows`;
}

async function pollOnce(context: AppContext): Promise<string> {
  const { sources, delivered, failed } = await poll(context);
  const broken = sources.find(({ error }) => error !== null);
  if (broken) throw new Error(`polling ${broken.name}: ${broken.error}`);
  if (failed > 0) throw new Error(`${failed} messages were not delivered`);
  const lines = sources.map((source) => {
    const result = source.notModified ? 'unchanged' : `${source.new} new, ${source.changed} changed`;
    return `${source.name}: ${result} (requests: ${source.requests})`;
  });
  return [...lines, `messages posted: ${delivered}`].join('\n');
}

async function remindOnce(context: AppContext): Promise<string> {
  const { queued, delivered } = await remind(context, { force: true });
  if (delivered !== queued) throw new Error(`${queued - delivered} of ${queued} reminders were not delivered`);
  return `messages posted: ${delivered}`;
}

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
function createMessagePrinter(inbox: Inbox, say: (text: string) => void): (expected: (typeof AMOUNTS)[number]) => void {
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

const WEEKS = 52;
/** Weeks from one round of images to the next. */
const ROUND = 4;

/**
 * Records an invented year before today for every pool of the demo: teams that learn to upgrade sooner, and OS SKUs
 * that left support on the way. vhdwatch itself records a row a week; a new database has none yet.
 */
function inventHistory(context: AppContext): void {
  const { pools, now } = assessFleet(context);
  const thisWeek = mondayOf(dayOf(now));
  const weeks = pools.flatMap(({ cluster, nodePool, assessment }, index) =>
    Array.from({ length: WEEKS }, (_, ago): PoolWeek => {
      const isFrozen = assessment.status === 'unsupported' && ago < 14 + index * 2;
      const status = isFrozen ? 'unsupported' : inventStatus(WEEKS - ago, index);
      const weekOn = addDays(thisWeek, -7 * (ago + 1));
      const lag = status === 'behind' ? 1 : 0;
      const { currentVersion: version } = assessment;
      return {
        weekOn,
        clusterId: cluster.id,
        nodePool: nodePool.name,
        status,
        version,
        imagesBehind: lag,
        ageDays: null,
      };
    }),
  );
  context.store.transaction(({ history }) => history.save(weeks));
}

/** Weeks of each round that a pool takes to catch up: fewer as the year goes by. */
function inventStatus(week: number, index: number): NodePoolStatus {
  const late = Math.max(0, ROUND - Math.floor(week / 20) - (index % 3));
  return (week + index) % ROUND < late ? 'behind' : 'current';
}

import { readFile } from 'node:fs/promises';
import type { AppContext } from '../src/app/app-context.ts';
import { importClusters } from '../src/app/clusters/import-clusters.ts';
import { deliverDue } from '../src/app/delivery/deliver.ts';
import { assessFleet } from '../src/app/fleet/assess-fleet.ts';
import { inTurns } from '../src/app/in-turns.ts';
import { assignMessage, findPostedMessage, readPlan } from '../src/app/messages/posted-message.ts';
import { poll } from '../src/app/polling/poll.ts';
import { remind } from '../src/app/reminders/remind.ts';
import { reviseOpenInSteps } from '../src/app/reminders/revise-reminders.ts';
import { snoozeReminders } from '../src/app/suppressions/suppress.ts';
import { addDays, dayOf, mondayOf } from '../src/domain/calendar-date.ts';
import type { InboxMessage } from '../src/domain/inbox.ts';
import type { NodePoolStatus } from '../src/domain/node-pool-assessment.ts';
import type { PoolWeek } from '../src/domain/pool-week.ts';
import { PLAIN_WRITER, writeText } from '../src/messages/card-text.ts';
import { composeCard, listOpenPools } from '../src/messages/message-kinds.ts';
import type { BundledFeed } from './bundled-feed.ts';

/** The demo's present, so that it shows the same in every year. */
export const DEMO_DAY = new Date('2026-08-26T09:00:00Z');

const DANA = { id: 'U0DANA', name: 'Dana' };
const KIM = { id: 'U0KIM', name: 'Kim' };

const FLEET = new URL('fleet.json', import.meta.url);

/** Where the news comes from, where the demo speaks, and whether it prints every message or only what it is about. */
interface Stage {
  readonly feed: BundledFeed;
  readonly say: (text: string) => void;
  readonly inFull: boolean;
}

/** Plays the main job on a new database and prints each step and every message. Throws when a step did not work. */
export async function tellStory(context: AppContext, { feed, say, inFull }: Stage): Promise<void> {
  const step = (title: string) => say(`\n== ${title}${inFull ? '\n' : ''}`);
  const printNews = createMessagePrinter(context, say, inFull);
  say(
    `The vhdwatch demo. It is ${DEMO_DAY.toISOString().slice(0, 10)}; GitHub and the release tracker are bundled and on this machine,`,
  );
  say('Slack is the local inbox, the clusters are invented, and the database is new.');

  step('1. Register the clusters, as "az aks list -o json" lists them');
  say(await importFleet(context, await readFile(FLEET, 'utf8')));

  step('2. First poll: read every release there is, and post one summary');
  say(await pollOnce(context, inFull));
  printNews('one message');

  step(`3. AKS publishes release ${feed.publishNext()}. Next poll: one message per channel it concerns`);
  say(await pollOnce(context, inFull));
  printNews('several messages');

  step('4. Poll again: nothing is new, so nothing is posted');
  say(await pollOnce(context, inFull));
  printNews('nothing');

  step('5. The monthly upgrade reminder, with a picture of the last year (which is invented, too)');
  inventHistory(context);
  say(await remindOnce(context));
  printNews('several messages');

  step('6. People answer: Dana takes the card of her team, Kim lets one pool wait');
  await answer(context);
  printNews('nothing');

  step('7. Dana has upgraded tickets-prod. The next import sees it, and her messages close by themselves');
  await importFleet(context, upgradeTickets(await readFile(FLEET, 'utf8')));
  await inTurns(reviseOpenInSteps(context));
  await deliverDue(context);
  printNews('one message');
}

/** What the buttons of the reminders do. */
async function answer(context: AppContext): Promise<void> {
  const placeOf = (channel: string) => {
    const message = context.store.inbox.list(1_000).find((one) => one.channel === channel);
    if (!message) throw new Error(`nothing was posted to ${channel}`);
    return { channel, ts: message.ts };
  };
  assignMessage(context, DANA, placeOf('C0TICKETS'), { to: DANA, note: '' });
  const [cluster] = context.store.clusters.listNamed('partner-portal');
  snoozeReminders(context, KIM, {
    channel: 'C0PARTNERS',
    targets: [{ clusterId: cluster?.id ?? null, nodePool: 'win22' }],
    place: placeOf('C0PARTNERS'),
    untilOn: '2026-09-04',
    reason: 'the partner tests until then',
  });
  await inTurns(reviseOpenInSteps(context));
  await deliverDue(context);
}

/** The fleet as a later "az aks list" has it: both pools on the August image, the cluster on Kubernetes 1.35. */
function upgradeTickets(fleet: string): string {
  const clusters: readonly { readonly name: string }[] = JSON.parse(fleet);
  const upgraded = JSON.stringify(clusters.filter(({ name }) => name === 'tickets-prod'))
    .replaceAll(/20348\.\d+\.\d+/g, '20348.5499.260812')
    .replaceAll('1.34.7', '1.35.5');
  const others = clusters.filter(({ name }) => name !== 'tickets-prod');
  return JSON.stringify([...JSON.parse(upgraded), ...others]);
}

async function importFleet(context: AppContext, fleet: string): Promise<string> {
  const files = [{ name: 'fleet.json', content: Buffer.from(fleet) }];
  const { clusters, nodePools, windowsNodePools, rejected } = await importClusters(context, files);
  if (rejected[0]) throw new Error(`the import refused ${rejected[0].item}: ${rejected[0].reason}`);
  return `${clusters} clusters with ${nodePools} node pools, ${windowsNodePools} of them Windows`;
}

async function pollOnce(context: AppContext, inFull: boolean): Promise<string> {
  const { sources, delivered, failed } = await poll(context);
  const broken = sources.find(({ error }) => error !== null);
  if (broken) throw new Error(`polling ${broken.name}: ${broken.error}`);
  if (failed > 0) throw new Error(`${failed} messages were not delivered`);
  if (!inFull) return `messages posted: ${delivered}`;
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

const AMOUNTS = ['nothing', 'one message', 'several messages'] as const;

/** Each command on a line of its own. */
const WRITER = { ...PLAIN_WRITER, command: (command: string) => `\n    ${command}` };

/**
 * A function that prints the messages that came or changed since its last call, oldest first: whole, or their first
 * line. It throws when there are not as many new ones as `expected`: a demo that says nothing must not look like a success.
 */
function createMessagePrinter(
  context: AppContext,
  say: (text: string) => void,
  inFull: boolean,
): (expected: (typeof AMOUNTS)[number]) => void {
  const known = new Map<string, string>();
  const plans = new Set<string>();
  return (expected) => {
    const messages = context.store.inbox.list(1_000).toReversed();
    const isNew = ({ ts }: InboxMessage) => !known.has(ts);
    const news = messages.filter((message) => known.get(message.ts) !== message.text);
    for (const message of news)
      say(renderMessage(context, message, isNew(message) ? '' : ', changed in place', inFull ? plans : null));
    const amount = news.filter(isNew).length;
    for (const { ts, text } of messages) known.set(ts, text);
    if (AMOUNTS[Math.min(amount, 2)] !== expected) throw new Error(`expected ${expected}, but ${amount} were posted`);
  };
}

/** @param plans those that were printed; `null`: only the first line is */
function renderMessage(context: AppContext, message: InboxMessage, how: string, plans: Set<string> | null): string {
  const { channel, text } = message;
  const [headline = '', ...lines] = text.split('\n');
  if (plans === null) return `  ${channel}${how}: ${headline}`;
  // Its plan was printed with the message that it changes.
  const whole = [headline, ...lines, ...(how === '' ? renderPlans(context, message, plans) : [])];
  return `\n  To channel ${channel}${how}:\n${whole.map((line) => `  | ${line}`.trimEnd()).join('\n')}`;
}

/** What the button answers for the first pool of which something is to be done, once; the page has all. */
function renderPlans(context: AppContext, { channel, ts }: InboxMessage, printed: Set<string>): readonly string[] {
  const content = findPostedMessage(context, channel, ts)?.content;
  const plans = (content ? listOpenPools(content) : []).map((pool) => readPlan(context, pool));
  const [first, ...others] = plans.filter(({ stages = [] }) => stages.length > 0);
  if (!first) return [];
  const plan = writeText(composeCard({ kind: 'commands', pools: [first] }), WRITER).replace(/ then (?=\n)/g, '');
  if (printed.has(plan)) return ['[Show commands] as above'];
  printed.add(plan);
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
      const weekOn = addDays(thisWeek, -7 * (ago + 1));
      const { currentVersion: version, skipped } = assessment;
      // What it runs today it ran when the next image came out: since then no week can have been a good one.
      const isBehind = weekOn >= (skipped.at(-1)?.builtOn ?? thisWeek);
      const status = isFrozen ? 'unsupported' : isBehind ? 'behind' : inventStatus(WEEKS - ago, index);
      return { weekOn, clusterId: cluster.id, nodePool: nodePool.name, status, version };
    }),
  );
  context.store.transaction(({ history }) => {
    history.save(weeks);
    for (const weekOn of new Set(weeks.map((week) => week.weekOn))) history.countWeek(weekOn);
  });
}

/** Weeks of each round that a pool takes to catch up: fewer as the year goes by. */
function inventStatus(week: number, index: number): NodePoolStatus {
  const late = Math.max(0, ROUND - Math.floor(week / 20) - (index % 3));
  return (week + index) % ROUND < late ? 'behind' : 'current';
}

import { readFile } from 'node:fs/promises';
import type { AppContext } from '../src/app/app-context.ts';
import { importClusters } from '../src/app/clusters/import-clusters.ts';
import { poll } from '../src/app/polling/poll.ts';
import { remind } from '../src/app/reminders/remind.ts';
import type { BundledFeed } from './bundled-feed.ts';
import { inventHistory } from './invent-history.ts';
import { createMessagePrinter } from './print-messages.ts';

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

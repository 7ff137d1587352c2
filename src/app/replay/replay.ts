import { addDays, type CalendarDate, DAY_MS, dayOf, instantAfter } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import type { Cluster, NodePool } from '../../domain/cluster.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { OutboxOperation, PostedMessage } from '../../domain/outbox-entry.ts';
import type { Sender } from '../../domain/sender.ts';
import type { StoredDocument } from '../../domain/source-document.ts';
import { compareTexts } from '../../domain/text.ts';
import { findNextDue } from '../../reminders/schedule.ts';
import type { SourceContent } from '../../sources/source-kit.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import type { WritableStore } from '../../store/open-store.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import { deliverDue } from '../delivery/deliver.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { readDocuments } from '../polling/read-documents.ts';
import { refreshFindings } from '../polling/refresh-findings.ts';
import { listSchedules } from '../reminders/read-reminder-facts.ts';
import { queueDueReminders } from '../reminders/remind-due.ts';

interface ReplayOptions {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  /** Days after the announcement of an image at which every pool takes it; 0 at once, `null` never. */
  readonly upgradeAfterDays: number | null;
  readonly onProgress?: (day: number, days: number) => void;
}

/** Sources that say when a document was out. */
const REPLAYED_KITS = [LEADING, ...listKits('image-notes')];
const HOUR_MS = 3_600_000;
const END_OF_TIME_MS = 8.64e15;
/** Hour of the day, UTC, at which the feed is read and pools are upgraded. */
const DAILY_HOUR = 6;
const UNANNOUNCED_LAG_DAYS = 21;

/**
 * Runs a past period against today's clusters, in a database of its own, and tells what every channel would have got.
 * Pools begin with the newest image of their OS SKU on the first day: the one they run today did not exist.
 */
export async function replay(context: AppContext, options: ReplayOptions): Promise<readonly ReplayedMessage[]> {
  const begin = Date.parse(`${options.from}T00:00:00Z`);
  const end = Math.min(Date.parse(`${options.until}T23:59:59Z`), context.clock.now().getTime());
  const messages: ReplayedMessage[] = [];
  let now = new Date(begin);
  const store = context.openScratchStore(now);
  try {
    const scratch: WritingContext = {
      ...context,
      store,
      clock: { now: () => now },
      wallClock: { now: () => now, uptimeMs: () => now.getTime() },
      sender: createRecorder(messages, () => now),
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    };
    const waiting = await prepare(context, scratch, options.from);
    let wakeAt = now;
    for (let ms = begin; ms <= end; ms += HOUR_MS) {
      now = new Date(ms);
      if (now.getUTCHours() === DAILY_HOUR) {
        await playDay(scratch, waiting, options.upgradeAfterDays);
        options.onProgress?.(Math.ceil((ms - begin) / DAY_MS), Math.ceil((end - begin) / DAY_MS));
      } else if (now >= wakeAt) queueDueReminders(scratch);
      else continue;
      wakeAt = findWakeUp(scratch);
      await deliverDue(scratch);
    }
  } finally {
    store.close();
  }
  return messages;
}

/** The fleet and everything published before the first day; returns what is still to come, oldest first. */
async function prepare(context: AppContext, scratch: WritingContext, from: CalendarDate): Promise<ReplayDocument[]> {
  const { store } = scratch;
  const at = scratch.clock.now().toISOString();
  const documents = listReplayDocuments(context);
  const known = documents.filter(({ publishedAt }) => publishedAt < from);
  store.transaction(() => {
    for (const { name } of REPLAYED_KITS) store.sources.markSucceeded(name, {}, at);
    saveDocuments(store, known, at);
    for (const subscription of context.store.channelSubscriptions.list())
      store.channelSubscriptions.add(subscription, at);
  });
  await readDocuments(scratch);
  store.transaction(() => {
    for (const cluster of context.store.clusters.list()) store.clusters.save(asOf(scratch, cluster));
  });
  refreshFindings(scratch);
  return documents.filter(({ publishedAt }) => publishedAt >= from);
}

async function playDay(
  scratch: WritingContext,
  waiting: ReplayDocument[],
  upgradeAfterDays: number | null,
): Promise<void> {
  const { store, clock } = scratch;
  const at = clock.now().toISOString();
  const published = waiting.splice(0, waiting.filter(({ publishedAt }) => publishedAt <= at).length);
  if (published.length > 0) {
    store.transaction(() => saveDocuments(store, published, at));
    await readDocuments(scratch);
  }
  if (upgradeAfterDays !== null) upgradePools(scratch, upgradeAfterDays);
  refreshFindings(scratch);
  queueDueReminders(scratch);
}

/** When the next monthly reminder of any channel is due. */
function findWakeUp(scratch: WritingContext): Date {
  const { clock } = scratch;
  const destinations = listDestinations(scratch, assessFleet(scratch));
  const instants = listSchedules(scratch, destinations).map((schedule) => findNextDue(clock.now(), schedule).getTime());
  return new Date(Math.min(...instants, END_OF_TIME_MS));
}

function saveDocuments(store: WritableStore, documents: readonly ReplayDocument[], at: string): void {
  for (const { document } of documents) store.documents.save(document, at);
  for (const { name } of listKits('image-notes')) {
    const files = documents.map(({ document }) => document).filter(({ source }) => source === name);
    const listed = [...store.sources.findListed(name).keys(), ...files.map(({ externalId }) => externalId)];
    if (files.length > 0) store.sources.saveListed(name, listed, at.slice(0, 10));
  }
}

/** The cluster with its Windows pools on the newest image of the day, and none of what only today's Azure knows. */
function asOf({ store, clock }: AppContext, cluster: Cluster): Cluster {
  const images = store.catalogue.get().images.filter(({ announcedIn }) => announcedIn !== null);
  const nodePools = cluster.nodePools.map((pool): NodePool => {
    const newest = pool.osType === 'Windows' ? images.find(({ osSku }) => osSku === pool.osSku) : undefined;
    const dated = { ...pool, latestNodeImageVersion: null, nodeImages: {}, provisioningState: 'Succeeded' };
    return newest ? withImage(dated, newest.version) : dated;
  });
  return { ...cluster, nodePools, asOf: clock.now().toISOString() };
}

function upgradePools(scratch: WritingContext, afterDays: number): void {
  const { store, clock } = scratch;
  const latest = instantAfter(clock.now(), -afterDays * DAY_MS);
  for (const { cluster, nodePool, assessment } of assessFleet(scratch).pools) {
    const ripe = assessment.skipped.find((image) => findOutAt(image) <= latest);
    if (!ripe) continue;
    const saved = store.clusters.find(cluster.id) ?? cluster;
    const nodePools = saved.nodePools.map((pool) =>
      pool.name === nodePool.name ? withImage(pool, ripe.version) : pool,
    );
    store.transaction(() => store.clusters.save({ ...saved, nodePools, asOf: clock.now().toISOString() }));
  }
}

/** An image that no release announces reaches the regions some weeks after its build. */
function findOutAt({ announcedAt, builtOn }: NodeImage): string {
  return announcedAt ?? `${addDays(builtOn, UNANNOUNCED_LAG_DAYS)}T00:00:00.000Z`;
}

function withImage(pool: NodePool, version: string): NodePool {
  const definition = pool.nodeImageVersion?.replace(/-[\d.]+$/, '') ?? 'AKSWindows-2022-containerd';
  return { ...pool, nodeImageVersion: `${definition}-${version}` };
}

/** Takes every message, as a chat that never fails. */
function createRecorder(messages: ReplayedMessage[], now: () => Date): Sender {
  const record = (operation: ReplayedMessage['operation'], channel: string, content: ReplayedMessage['content']) => {
    messages.push({ at: now().toISOString(), day: dayOf(now()), operation, channel, content });
    return { kind: 'delivered' as const, ts: `${messages.length}.000000` };
  };
  return {
    post: async ({ channel, content, threadTs }) => record(threadTs === undefined ? 'post' : 'reply', channel, content),
    update: async ({ channel, content }) => record('update', channel, content),
    find: async () => ({ kind: 'absent' }),
  };
}

function ignore(): void {}

interface ReplayDocument {
  readonly document: StoredDocument;
  readonly publishedAt: string;
}

/** Days from the build of an image to its notes file, as measured; used where no release names the image. */
const FILE_LAG_DAYS = 10;

/** Every kept document, oldest first. A notes file, which has no date of its own, is out with the release that names it. */
function listReplayDocuments({ store }: AppContext): readonly ReplayDocument[] {
  const listAll = (content: SourceContent) => listKits(content).flatMap(({ name }) => store.documents.listNewest(name));
  const announcedAt = new Map(store.catalogue.get().images.map((image) => [image.version, image.announcedAt]));
  const releases = store.documents.listNewest(LEADING.name).map((document) => ({
    document,
    publishedAt: document.publishedAt ?? document.firstSeenAt,
  }));
  const files = listAll('image-notes').flatMap((document) => {
    const version = parseNodeImageVersion(document.externalId.replace(/^.*\//, '').replace(/\.txt$/, ''));
    if (!version) return [];
    const publishedAt = announcedAt.get(version.text) ?? `${addDays(version.builtOn, FILE_LAG_DAYS)}T00:00:00.000Z`;
    return [{ document, publishedAt }];
  });
  // The calendar of today, from the beginning: it has the ends of all minors, and no edition of its own for each day.
  const calendars = listAll('calendar').map((document) => ({ document, publishedAt: '' }));
  return [...calendars, ...releases, ...files].sort((a, b) => compareTexts(a.publishedAt, b.publishedAt));
}

export interface ReplayedMessage extends Pick<PostedMessage, 'at' | 'channel' | 'content'> {
  /** Day of `at`, UTC. */
  readonly day: CalendarDate;
  readonly operation: OutboxOperation;
}

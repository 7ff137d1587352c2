import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverDue } from '../../src/app/delivery/deliver.ts';
import { undoChange } from '../../src/app/interactions/undo-change.ts';
import { readDocuments } from '../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../src/app/polling/refresh-findings.ts';
import { remindDue } from '../../src/app/reminders/remind-due.ts';
import type { OutgoingMessage, Sender } from '../../src/domain/sender.ts';
import { reportFleet } from '../scenarios/open-scenario.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';

/**
 * A database made by the program before it was rebuilt (commit 9a0a7d1), stopped while it was at work: two releases read
 * and told of, a third one just read. One card is in its channel and assigned; one is in its channel too, but the answer
 * was lost; one was refused twice. News went out, the process died before it knew. A pool is snoozed, an image held, a
 * subscription switched off.
 */
const DUMP = new URL('august-2026.sql.gz', import.meta.url);
const POSTED = new URL('august-2026-posted.json', import.meta.url);

interface Posted {
  readonly channel: string;
  readonly key: string;
  readonly ts: string;
  readonly kind: string;
}

/** Slack as it stood when the old program died, and as it goes on from there. */
function createSlack(): Sender & { readonly posted: Posted[]; readonly updated: OutgoingMessage[] } {
  const posted = JSON.parse(readFileSync(POSTED, 'utf8')) as Posted[];
  const updated: OutgoingMessage[] = [];
  return {
    posted,
    updated,
    post: async ({ channel, key, content }) => {
      const ts = `1756000000.${String(posted.length).padStart(6, '0')}`;
      posted.push({ channel, key, ts, kind: content.kind });
      return { kind: 'delivered', ts };
    },
    update: async (message, ts) => {
      updated.push(message);
      return { kind: 'delivered', ts };
    },
    find: async (channel, key) => {
      const one = posted.find((message) => message.channel === channel && message.key === key);
      return one ? { kind: 'found', ts: one.ts } : { kind: 'absent' };
    },
  };
}

let folder: string;
let slack: ReturnType<typeof createSlack>;
let app: TestApp;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-old-'));
  const path = join(folder, 'old.db');
  const db = new Database(path);
  db.exec(gunzipSync(readFileSync(DUMP)).toString('utf8'));
  db.close();
  slack = createSlack();
  const now = '2026-08-21T09:00:00Z';
  const store = openTestStore(path, new Date(now));
  app = createTestApp({ githubUrl: 'http://127.0.0.1:9', now, store, sender: slack });
});
afterEach(() => {
  app.store.close();
  rmSync(folder, { recursive: true });
});

/** What the service does all day. */
async function work(): Promise<void> {
  await readDocuments(app.context);
  refreshFindings(app.context);
  await remindDue(app.context);
  await deliverDue(app.context);
}

async function workFor(days: number): Promise<void> {
  for (let half = 0; half < days * 2; half += 1) {
    await work();
    app.clock.advance(12 * 3_600_000);
  }
}

const kinds = () => slack.posted.map(({ channel, kind }) => `${channel} ${kind}`).sort();

describe('a database of the version before', () => {
  test('goes on: nothing is lost and nothing is said twice', async () => {
    await workFor(2);
    expect(kinds()).toEqual([
      'C0BILLING1 release-news',
      'C0BILLING1 upgrade-reminder',
      'C0PLATFORM release-news',
      'C0PLATFORM upgrade-reminder',
      'C0PLATFORM watching-summary',
      'C0STORETEAM release-news',
      'C0STORETEAM upgrade-reminder',
    ]);
    expect(app.store.outbox.list(50).filter(({ state }) => state !== 'delivered')).toEqual([]);
  });

  test('keeps what people said: snooze, hold, subscriptions, who takes care of a card, who is mentioned', async () => {
    expect(app.store.suppressions.listOpen('2026-08-21')).toMatchObject([
      { scope: { channel: 'C0STORETEAM', nodePool: 'stock' }, untilOn: '2026-10-01', reason: 'freeze of the tills' },
      { scope: { version: '26100.33158.260715', osSku: 'Windows2025' }, untilOn: null, reason: 'pods do not start' },
    ]);
    await workFor(1);
    const card = slack.posted.find(({ channel, kind }) => channel === 'C0STORETEAM' && kind === 'upgrade-reminder');
    expect(card).toBeDefined();
    const [open] = app.store.reminders.listOpen().filter(({ channel }) => channel === 'C0STORETEAM');
    expect(open?.content.items.map(({ nodePool }) => nodePool)).toContain('tills');
    expect(app.store.channelSubscriptions.list().map(({ channel, owners }) => [channel, owners])).toEqual([
      ['C0STORETEAM', ['store-team']],
      ['C0GONE0000', ['store-team']],
    ]);
    const platform = slack.posted.find(({ channel, kind }) => channel === 'C0PLATFORM' && kind === 'upgrade-reminder');
    expect(app.store.interactions.findProgress('C0PLATFORM', platform?.ts ?? '').assigned?.to.name).toBe('Ann');
  });

  test('takes back a snooze and a hold of that time, each its own', () => {
    const open = () => app.store.suppressions.listOpen('2026-08-22').map(({ endsWhen }) => endsWhen);
    expect(open()).toEqual(['worse-finding', 'next-image']);
    const changes = app.store.audit.list(50);
    const undo = (action: string) =>
      undoChange(app.context, { id: 'U0ANN', name: 'Ann' }, changes.find((one) => one.action === action)?.id ?? 0);
    undo('snooze');
    expect(open()).toEqual(['next-image']);
    undo('hold');
    expect(open()).toEqual([]);
  });

  test('ends its open cards and its news when their pools are upgraded, in place', async () => {
    await workFor(1);
    const young = (cluster: object) => ({
      ...cluster,
      kubernetesVersion: '1.36.2',
      currentKubernetesVersion: '1.36.2',
    });
    const newest = createAzPool('win22', 'Windows2022', 'AKSWindows-2022-containerd-gen2-20348.5499.260812');
    reportFleet(app, [young(createAzCluster('billing', 'rg-billing', { 'vhdwatch-channel': 'C0BILLING1' }, [newest]))]);
    await workFor(1);
    const updated = slack.updated.filter(({ channel }) => channel === 'C0BILLING1');
    expect(new Set(updated.map(({ content }) => content.kind))).toEqual(new Set(['upgrade-reminder', 'release-news']));
    expect(kinds().filter((line) => line.startsWith('C0BILLING1'))).toEqual([
      'C0BILLING1 release-news',
      'C0BILLING1 reminder-done',
      'C0BILLING1 upgrade-reminder',
    ]);
    expect(app.store.reminders.listOpen().map(({ channel }) => channel)).not.toContain('C0BILLING1');
  });
});

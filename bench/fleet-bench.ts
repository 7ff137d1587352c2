import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { importFiles } from '../src/app/clusters/import-clusters.ts';
import { deliverDue } from '../src/app/delivery/deliver.ts';
import { recordPause } from '../src/app/delivery/sending-pause.ts';
import { warmFleet } from '../src/app/fleet/assess-fleet.ts';
import { readFleetStatus } from '../src/app/fleet/fleet-status.ts';
import { inTurns } from '../src/app/in-turns.ts';
import { poll } from '../src/app/polling/poll.ts';
import { remindDue } from '../src/app/reminders/remind-due.ts';
import { createDocumentReader, type DocumentReader } from '../src/sources/read-beside.ts';
import { createTestApp, type TestApp } from '../test/support/create-test-app.ts';
import { type FakeGitHub, startFakeGitHub } from '../test/support/fake-github.ts';
import { openTestStore } from '../test/support/open-test-store.ts';
import { createNewRelease, createSampleReleases } from '../test/support/sample-notes.ts';
import { type Cost, costOf, type Figure, peakMemory } from './figure.ts';
import { writeFleet } from './large-fleet.ts';

const NOW = '2026-08-20T09:00:00Z';
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Counts what the database is asked from now on. */
function countStatements(): () => number {
  let count = 0;
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Record<string, unknown>;
  for (const name of ['run', 'get', 'all', 'iterate']) {
    const method = statement[name] as (...args: unknown[]) => unknown;
    statement[name] = function counted(this: unknown, ...args: unknown[]) {
      count += 1;
      return method.apply(this, args);
    };
  }
  return () => count;
}

/** Statements at most: so many whatever the fleet, and so many for each of its clusters. The 500 channels are always there. */
const BOUNDS: Readonly<Record<string, { readonly base: number; readonly perCluster?: number }>> = {
  // A cluster with its pools is a row; what is found on one in seven has more.
  import: { base: 180, perCluster: 2.7 },
  'the same import again': { base: 75, perCluster: 0.04 },
  // The first summary follows the first import.
  'poll without news, the first of a process': { base: 65 },
  'poll without news': { base: 42 },
  'reading what another process changed': { base: 12, perCluster: 0.007 },
  'the first look at it': { base: 15 },
  'a new image: findings and messages stored': { base: 290, perCluster: 0.22 },
  'a new image: its messages delivered': { base: 2_800 },
  'poll with a new image': { base: 3_090, perCluster: 0.22 },
  'first poll of a day': { base: 150, perCluster: 0.14 },
  // The first of all keeps how every pool stands this week, and the limits that were passed before anybody watched.
  'reminder look, the first of all': { base: 700, perCluster: 0.31 },
  'reminder look, the first of a later day': { base: 540, perCluster: 0.31 },
  'reminder look without news': { base: 135 },
};

/** Runs every step on a fresh database file with so many clusters. */
export async function benchFleet(clusters: number): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-bench-'));
  const statements = countStatements();
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const app = createTestApp({ githubUrl: github.url, now: NOW, store: openTestStore(join(folder, 'bench.db')) });
  const reader = createDocumentReader();
  try {
    const list = join(folder, 'list.json');
    writeFleet(list, clusters);
    return await measureSteps(clusters, { app, github, reader, statements, list });
  } finally {
    await reader.close();
    app.store.close();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly app: TestApp;
  readonly github: FakeGitHub;
  /** Notes are read in a process beside, as the service has them read: what that costs, the suite `notes` says. */
  readonly reader: DocumentReader;
  readonly statements: () => number;
  /** File with the fleet. */
  readonly list: string;
}

async function measureSteps(
  clusters: number,
  { app, github, reader, statements, list }: Bench,
): Promise<readonly Figure[]> {
  const context = { ...app.context, version: 'bench', readDocument: reader.read };
  const figures: Figure[] = [];
  const fleet = `${clusters.toLocaleString('en')} clusters`;
  const step = async (what: string, work: () => unknown): Promise<void> => {
    const [asked, requested] = [statements(), github.requests.length];
    const cost: Cost = await costOf(work);
    const count = statements() - asked;
    const { base, perCluster = 0 } = BOUNDS[what] ?? { base: 0 };
    figures.push(
      { what: `${fleet}: ${what}, CPU`, value: cost.cpuMs, unit: 'ms', bound: null },
      { what: `${fleet}: ${what}, longest hold`, value: cost.holdMs, unit: 'ms', bound: 50 },
      { what: `${fleet}: ${what}, peak memory`, value: peakMemory(), unit: 'MB', bound: null },
      { what: `${fleet}: ${what}, statements`, value: count, unit: 'count', bound: base + perCluster * clusters },
      { what: `${fleet}: ${what}, requests`, value: github.requests.length - requested, unit: 'count', bound: 1 },
    );
  };
  const importAll = () =>
    importFiles(context, [{ name: 'list.json', chunks: createReadStream(list, { highWaterMark: 1024 * 1024 }) }]);
  await poll(context);
  await step('import', importAll);
  app.clock.advance(HOUR_MS);
  await step('the same import again', importAll);
  await step('poll without news, the first of a process', () => poll(context));
  await step('poll without news', () => poll(context));
  await step('reading what another process changed', () => inTurns(warmFleet(context)));
  await step('the first look at it', () => readFleetStatus(context));
  github.releases.unshift(createNewRelease());
  await step('poll with a new image', async () => {
    // As a chat that puts everything off: what is stored and what is delivered are measured by themselves.
    recordPause(context, { kind: 'rate-limited', retryAfterMs: SECOND_MS });
    await step('a new image: findings and messages stored', () => poll(context));
    app.clock.advance(SECOND_MS);
    await step('a new image: its messages delivered', () => deliverDue(context));
  });
  app.clock.advance(DAY_MS);
  await step('first poll of a day', () => poll(context));
  await step('reminder look, the first of all', () => remindDue(context));
  await step('reminder look without news', () => remindDue(context));
  app.clock.advance(DAY_MS);
  await poll(context);
  await step('reminder look, the first of a later day', () => remindDue(context));
  return figures;
}

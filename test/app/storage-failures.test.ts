import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { importClusters } from '../../src/app/clusters/import-clusters.ts';
import { poll } from '../../src/app/polling/poll.ts';
import { withWorkLease } from '../../src/app/work-lease.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { createNewRelease, createSampleReleases } from '../support/sample-notes.ts';

let folder: string;
let github: FakeGitHub;
let app: TestApp;
/** The connection inside the store, to make its disk full: only here, never in the product. */
let connection: Database.Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-storage-'));
  github = await startFakeGitHub({ releases: createSampleReleases() });
  const pragma = vi.spyOn(Database.prototype, 'pragma');
  const store = openTestStore(join(folder, 'vhdwatch.db'));
  connection = pragma.mock.contexts.at(-1) as Database.Database;
  pragma.mockRestore();
  app = createTestApp({ githubUrl: github.url, store });
  importClusters(app.context, [{ name: 'az.json', content: Buffer.from(JSON.stringify(createSampleFleet())) }]);
  await poll(app.context);
  github.releases.unshift({
    ...createNewRelease(),
    body: `${createNewRelease().body}${'\nMore text. '.repeat(4_000)}`,
  });
});
afterEach(async () => {
  app.store.close();
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

const work = () => withWorkLease(app.context, () => poll(app.context), 1_000);

function pagesOf(database: Database.Database): number {
  return Number(database.pragma('page_count', { simple: true }));
}

test('a full disk stops the poll with what to do, loses nothing, and the next poll goes on', async () => {
  connection.pragma(`max_page_count = ${pagesOf(connection)}`);
  await expect(work()).rejects.toThrow(/vhdwatch\.db \(DATABASE_PATH\): the disk is full: free space/);
  expect(app.store.inbox.list(10)).toHaveLength(1);
  expect(app.store.checkIntegrity()).toBe('ok');
  connection.pragma('max_page_count = 1000000');
  expect(await work()).toMatchObject({ queued: 2, delivered: 2 });
  expect(await work()).toMatchObject({ queued: 0, delivered: 0 });
});

test('a disk that fills up page by page never loses or repeats a message', async () => {
  // Without the pages of tables that migrations dropped, which would be used first.
  connection.exec('vacuum');
  const start = pagesOf(connection);
  let failures = 0;
  // Each page with SOAK.
  for (let pages = start; pages < start + 60; pages += process.env['SOAK'] ? 1 : 2) {
    connection.pragma(`max_page_count = ${pages}`);
    await work().catch(() => {
      failures += 1;
    });
    app.clock.advance(60_000);
  }
  connection.pragma('max_page_count = 1000000');
  for (let run = 0; run < 3; run += 1) {
    app.clock.advance(60_000);
    await work();
  }
  expect(failures).toBeGreaterThan(3);
  const news = app.store.inbox.list(100).filter(({ key }) => key.startsWith('release/'));
  expect(news.map(({ channel }) => channel).sort()).toEqual(['C0BILLING1', 'C0PLATFORM']);
});

test('a file that became read-only stops the poll with what to do, and the next poll goes on', async () => {
  connection.pragma('query_only = ON');
  await expect(work()).rejects.toThrow(/cannot be written: check the permissions/);
  expect(app.store.inbox.list(10)).toHaveLength(1);
  connection.pragma('query_only = OFF');
  expect(await work()).toMatchObject({ queued: 2, delivered: 2 });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { reparse } from '../../../src/app/polling/read-documents.ts';
import type { WritableStore } from '../../../src/store/open-store.ts';
import { createNotes } from '../../scenarios/open-scenario.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createSampleFleet } from '../../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote, createSampleReleases } from '../../support/sample-notes.ts';

const [JUNE, JULY, AUGUST] = ['20348.5256.260610', '20348.5386.260715', '20348.5499.260812'];
const SILENCE = { queued: 0, delivered: 0, updated: 0 };
const DAY_MS = 24 * 3_600_000;

let folder: string;
let path: string;
let github: FakeGitHub;
let app: TestApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-security-'));
  path = join(folder, 'vhdwatch.db');
  github = await startFakeGitHub({ releases: createSampleReleases() });
  app = createTestApp({ githubUrl: github.url, store: openTestStore(path) });
  importClusters(app.context, [{ name: 'az.json', content: Buffer.from(JSON.stringify(createSampleFleet())) }]);
});
afterEach(async () => {
  await github.close();
  app.store.close();
  rmSync(folder, { recursive: true });
});

function addNotes(store: WritableStore, version: string, update: string): void {
  store.documents.save(createNotes(version, update), AT);
}
const AT = '2026-08-10T09:00:00.000Z';

/** Messages of a channel, oldest first. */
function messages(channel = 'C0PLATFORM') {
  return app.store.inbox
    .list(100)
    .filter((message) => message.channel === channel)
    .toReversed();
}

function securityOf(version: string) {
  return app.store.catalogue.get().images.find((image) => image.version === version)?.security;
}

/** `where severity summary` of what is found to be behind. */
function findingsBehind(): readonly string[] {
  return app.store.findings
    .listOpen()
    .filter(({ rule }) => rule === 'node-image-behind')
    .map(({ cluster, nodePool, severity, summary }) => `${cluster}/${nodePool} ${severity} ${summary}`);
}

describe('an image with a security update', () => {
  test('is marked in the news of its release, and its pools’ findings say so', async () => {
    for (const [version, update] of [
      [JUNE, 'KB5060001'],
      [JULY, 'KB5070001'],
      [AUGUST, 'KB5080001'],
    ])
      addNotes(app.store, version ?? '', update ?? '');
    await poll(app.context);
    const note = createNote([announceImage('2022', AUGUST), `  * ${AUGUST} also mends CVE-2026-1234.`]);
    github.releases.unshift({ ...createNewRelease(), body: note });
    await poll(app.context);
    const mark = 'security update KB5080001; fixes CVE-2026-1234';
    expect(messages().at(-1)?.text).toMatch(new RegExp(`Windows Server 2022 ${AUGUST} .*· ${mark}`));
    const behind = findingsBehind();
    expect(behind).toEqual([
      expect.stringMatching(/^billing\/win22 high .*security updates KB5080001, KB5070001 and KB5060001; fixes CVE/),
      expect.stringMatching(/^shop\/npwin high .*security updates KB5080001 and KB5070001; fixes CVE-2026-1234\.$/),
    ]);
  });

  test('is marked in the message that told of it when its notes file comes later, once and quietly', async () => {
    await poll(app.context);
    github.releases.unshift(createNewRelease());
    await poll(app.context);
    const before = messages();
    expect(before.at(-1)?.text).not.toContain('security');
    addNotes(app.store, AUGUST, 'KB5080001');
    expect(await poll(app.context)).toMatchObject({ queued: 0, delivered: 0, updated: 2 });
    expect(messages().map(({ ts }) => ts)).toEqual(before.map(({ ts }) => ts));
    expect(messages().at(-1)?.text).toContain(' · security update KB5080001');
    expect(messages('C0BILLING1').at(-1)?.text).toContain(' · security update KB5080001');
    // Now it is known that the one before it had the update already.
    addNotes(app.store, JULY, 'KB5080001');
    expect(await poll(app.context)).toMatchObject(SILENCE);
    expect(await poll(app.context)).toMatchObject(SILENCE);
  });

  test('is not marked in a message that nobody looks at any more', async () => {
    await poll(app.context);
    github.releases.unshift(createNewRelease());
    await poll(app.context);
    app.clock.advance(32 * DAY_MS);
    addNotes(app.store, AUGUST, 'KB5080001');
    expect(await poll(app.context)).toMatchObject({ updated: 0 });
    expect(messages().find(({ text }) => text.includes(AUGUST))?.text).not.toContain('KB5080001');
    expect(securityOf(AUGUST)).toEqual({ updates: ['KB5080001'], cves: [] });
  });

  test('that an edited note ties to a CVE is marked, and the thread has nothing to add', async () => {
    await poll(app.context);
    github.releases.unshift(createNewRelease());
    await poll(app.context);
    const count = messages().length;
    github.releases[0] = {
      ...createNewRelease(),
      body: createNote([announceImage('2022', AUGUST), `  * ${AUGUST} also mends CVE-2026-1234.`]),
    };
    expect(await poll(app.context)).toMatchObject({ queued: 0, updated: 2 });
    expect(messages()).toHaveLength(count);
    expect(messages().at(-1)?.text).toContain(' · fixes CVE-2026-1234');
  });
});

describe('a database of the version before', () => {
  /** Takes away what its migrations added, and lets those run on it as it was. */
  function remigrate(): void {
    app.store.close();
    const db = new Database(path);
    db.exec(`delete from announcements where kind in ('image-contents', 'image-cves');
      update catalogue_entries set data = json_set(data, '$.security', null) where part = 'images';
      alter table document_versions drop column reread;`);
    db.exec(readFileSync(new URL('../../../migrations/0008_image_security.sql', import.meta.url), 'utf8'));
    db.close();
  }

  function upgrade(): void {
    remigrate();
    const { clock } = app;
    app = createTestApp({
      githubUrl: github.url,
      store: openTestStore(path),
      now: clock.now().toISOString(),
    });
  }

  /** A release that was told of. */
  const TOLD = createFakeRelease({
    tag_name: '2026-08-05',
    published_at: '2026-08-09T18:00:00Z',
    body: createNote([
      announceImage('2025', '26100.33200.260729'),
      '  * Windows nodes: 26100.33200.260729 mends CVE-2026-1234.',
    ]),
  });
  /** One from before anybody listened, with a passage that cannot be read. */
  const OLD = createFakeRelease({
    tag_name: '2026-01-10',
    published_at: '2026-01-12T18:00:00Z',
    body: createNote(
      ['  * Something of CVE-2026-1000.'],
      ['The Windows Server 2022 node image has been refreshed with the January 2026 build.'],
    ),
  });

  beforeEach(async () => {
    for (const [version, update] of [
      [JUNE, 'KB5060001'],
      [JULY, 'KB5070001'],
    ])
      addNotes(app.store, version ?? '', update ?? '');
    github.releases.push(OLD);
    await poll(app.context);
    github.releases.unshift({ ...TOLD, body: TOLD.body?.replace('has been updated', 'was updated') ?? null });
    await poll(app.context);
    github.releases[0] = TOLD;
    await poll(app.context);
  });

  test('is read again once, and nobody hears of it', async () => {
    const count = app.store.outbox.list(100).length;
    upgrade();
    expect(securityOf(JULY)).toBeNull();
    expect(await poll(app.context)).toMatchObject(SILENCE);
    expect(app.store.outbox.list(100)).toHaveLength(count);
    expect(securityOf(JULY)).toEqual({ updates: ['KB5070001'], cves: [] });
    expect(securityOf('26100.33200.260729')).toEqual({ updates: [], cves: ['CVE-2026-1234'] });
    expect(findingsBehind()).toContainEqual(
      expect.stringMatching(/^shop\/npwin medium .*security update KB5070001\.$/),
    );
    const version = app.store.catalogue.getVersion();
    expect(app.store.documents.listUnread()).toEqual([]);
    expect(await poll(app.context)).toMatchObject(SILENCE);
    expect(app.store.catalogue.getVersion()).toBe(version);
  });

  test('still tells of a release that was saved and not read when the old program ended', async () => {
    const { title, url } = app.store.documents.findLatest('aks-releases') ?? { title: '', url: '' };
    const body = createNewRelease().body ?? '';
    const document = { source: 'aks-releases' as const, externalId: '2026-08-14', title, url, publishedAt: AT, body };
    app.store.documents.save(document, AT);
    github.releases.unshift(createNewRelease());
    upgrade();
    expect(await poll(app.context)).toMatchObject({ queued: 2 });
    expect(messages().at(-1)?.text).toContain(AUGUST);
  });

  test('still tells of a release that vanished just before', async () => {
    app.store.documents.markVanished('aks-releases', '2026-08-05', AT);
    github.releases.shift();
    upgrade();
    expect(await poll(app.context)).toMatchObject({ queued: 1, updated: 1 });
    expect(messages().at(-1)?.text).toMatch(/was withdrawn: .*26100\.33200\.260729/s);
  });

  test('has the news of a release at hand that came between', async () => {
    upgrade();
    github.releases.unshift(createNewRelease());
    addNotes(app.store, AUGUST, 'KB5080001');
    expect(await poll(app.context)).toMatchObject({ queued: 2, updated: 0 });
    expect(messages().at(-1)?.text).toContain(' · security update KB5080001');
  });

  test('reparse finds the same and tells nobody, not even of what it cannot read', async () => {
    const before = app.store.catalogue.get();
    const count = app.store.outbox.list(100).length;
    expect(await reparse(app.context)).toMatchObject({ changes: 0 });
    expect(app.store.catalogue.get()).toEqual(before);
    expect(app.store.outbox.list(100)).toHaveLength(count);
    expect(app.store.documents.listUnread()).toEqual([]);
  });
});

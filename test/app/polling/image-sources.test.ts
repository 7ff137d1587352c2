import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { poll } from '../../../src/app/polling/poll.ts';
import type { NodeImage } from '../../../src/domain/catalogue.ts';
import { aksReleases } from '../../../src/sources/aks-releases/aks-releases-kit.ts';
import { agentBaker, vhdNotes } from '../../../src/sources/git-tree/git-tree-kit.ts';
import { createGitHubClient } from '../../../src/sources/github/create-github-client.ts';
import { vhdText } from '../../notes/vhd-note/support/vhd-text.ts';
import { createTestApp, createTestLogger, type TestApp } from '../../support/create-test-app.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';

const BUILDS = 'vhdbuilder/release-notes/AKSWindows';
const NOTES = 'vhd-notes/AKSWindows';
/** Of the days on which files came or went, every so many is played. */
const SAMPLED = 60;
const CORPUS = new URL('../../../../shared/corpus/', import.meta.url);
let github: FakeGitHub;
let app: TestApp;
let builds: Record<string, string | Buffer>;
let notes: Record<string, string | Buffer>;

beforeEach(async () => {
  builds = { [`${BUILDS}/2022-containerd/20348.4171.250910.txt`]: vhdText() };
  notes = { [`${NOTES}/2022/20348.4171.250910.txt`]: vhdText() };
  const releases = [createFakeRelease({ tag_name: '2025-09-01' })];
  github = await startFakeGitHub({ releases, files: { 'Azure/AKS': notes, 'Azure/AgentBaker': builds } });
  app = createTestApp({ githubUrl: github.url, now: '2025-10-28T09:00:00Z' });
  const client = createGitHubClient({ apiUrl: github.url, logger: createTestLogger(), retryDelayMs: 1 });
  const outside = { github: client, releaseTrackerUrl: null };
  const sources = [aksReleases, vhdNotes, agentBaker].flatMap((kit) => kit.open(outside) ?? []);
  app = { ...app, context: { ...app.context, sources } };
});
afterEach(() => github.close());

function listed(): readonly NodeImage[] {
  return app.store.catalogue.get().images.filter(({ state }) => state !== 'withdrawn');
}

describe('build notes', () => {
  it('make an image known before anybody announces it, once for all generations, and send no message', async () => {
    await poll(app.context);
    const before = app.store.outbox.countByState();
    builds[`${BUILDS}/2022-containerd/20348.4297.251027.txt`] = vhdText();
    builds[`${BUILDS}/2022-containerd-gen2/20348.4297.251027.txt`] = vhdText();
    builds[`${BUILDS}/2022-containerd/20348.4297.251027-image-list.json`] = '{}';
    await poll(app.context);

    expect(listed()).toMatchObject([
      { version: '20348.4297.251027', osSku: 'Windows2022', announcedIn: null, sources: ['agent-baker'] },
      { version: '20348.4171.250910', sources: ['vhd-notes', 'agent-baker'] },
    ]);
    expect(app.store.outbox.countByState()).toEqual(before);
  });

  it('that vanish withdraw their image quietly, and a file that is there in another generation keeps it', async () => {
    builds[`${BUILDS}/2022-containerd/20348.2762.241114.txt`] = vhdText();
    builds[`${BUILDS}/2022-containerd/20348.2849.241114.txt`] = vhdText();
    builds[`${BUILDS}/2022-containerd-gen2/20348.2849.241114.txt`] = vhdText();
    await poll(app.context);
    const before = app.store.outbox.countByState();
    delete builds[`${BUILDS}/2022-containerd/20348.2762.241114.txt`];
    delete builds[`${BUILDS}/2022-containerd/20348.2849.241114.txt`];
    app.clock.advance(5 * 86_400_000);
    await poll(app.context);

    expect(listed().map(({ version }) => version)).toEqual(['20348.4171.250910', '20348.2849.241114']);
    expect(app.store.catalogue.get().images.find(({ version }) => version === '20348.2762.241114')?.life).toEqual([
      { step: 'built', on: '2024-11-14', source: 'version' },
      { step: 'noted', on: '2025-10-28', source: 'agent-baker' },
      { step: 'withdrawn', on: '2025-11-02', source: 'agent-baker' },
    ]);
    expect(app.store.outbox.countByState()).toEqual(before);
  });

  it('cost one request answered 304 where nothing changed, as every source does', async () => {
    await poll(app.context);
    app.clock.advance(7 * 3_600_000);
    github.requests.length = 0;
    await poll(app.context);

    expect(github.requests.map(({ status }) => status)).toEqual([304, 304, 304]);
  });

  it('are read within sixty requests at first, of a Windows that still gets images before one that does not', async () => {
    for (let month = 10; month < 13; month += 1)
      for (let day = 10; day < 30; day += 1) {
        builds[`${BUILDS}/2019-containerd/17763.9.24${month}${day}.txt`] = vhdText();
        builds[`${BUILDS}/2022-containerd/20348.9.24${month}${day}.txt`] = vhdText();
      }
    github.remaining = 60;
    const { sources } = await poll(app.context);

    expect(github.requests.length).toBeLessThanOrEqual(60);
    expect(sources.map(({ error }) => error)).toEqual([null, null, null]);
    expect(listed()).toHaveLength(121);
    const read = [...app.store.documents.findKnown('agent-baker').keys()];
    expect(read.length).toBeGreaterThan(30);
    expect(read.filter((path) => path.includes('/17763.'))).toEqual([]);
  });

  it('are asked again at the next poll while some were left for want of requests', async () => {
    for (let day = 10; day < 30; day += 1) builds[`${BUILDS}/2022-containerd/20348.9.2401${day}.txt`] = vhdText();
    github.remaining = 25;
    const seen: string[] = [];
    const first = await poll(app.context, { onProgress: (...progress) => seen.push(progress.join(' ')) });
    expect(seen.filter((line) => line.startsWith('agent-baker')).slice(0, 2)).toEqual([
      'agent-baker 0 21',
      'agent-baker 1 21',
    ]);
    const { left = 0 } = first.sources.find(({ name }) => name === 'agent-baker') ?? {};
    expect(left).toBe(21 - app.store.documents.countBySource('agent-baker'));
    expect(listed()).toHaveLength(21);
    expect(app.store.documents.countBySource('agent-baker')).toBeLessThan(21);
    const noted = () =>
      listed().map(
        ({ life = [] }) => life.find(({ step, source }) => step === 'noted' && source === 'agent-baker')?.on,
      );
    expect(new Set(noted())).toEqual(new Set(['2025-10-28']));
    github.remaining = 60;
    app.clock.advance(2 * 86_400_000);
    await poll(app.context, { isScheduled: true });
    // The day they were first listed, not that of the reading.
    expect(new Set(noted())).toEqual(new Set(['2025-10-28']));
    expect(app.store.documents.countBySource('agent-baker')).toBe(21);
  });
});

test('a notes file whose name is misspelt is of the image that it describes', async () => {
  notes[`${NOTES}/2022/0348.4171.250911.txt`] = vhdText();
  await poll(app.context);

  expect(listed().map(({ version }) => version)).toEqual(['20348.4171.250911', '20348.4171.250910']);
});

describe.skipIf(!existsSync(CORPUS))('the files as they came and went (skipped where ../shared is absent)', () => {
  interface HistoryEntry {
    readonly repository: string;
    readonly path: string;
    readonly addedAt: string;
    readonly removedAt: string | null;
  }

  /** The files that a repository had at an instant; what the corpus lacks is empty, and counts by its name. */
  function serve(history: readonly HistoryEntry[], at: string): void {
    for (const files of Object.values(github.files)) for (const path of Object.keys(files)) delete files[path];
    for (const { repository, path, addedAt, removedAt } of history) {
      if (addedAt > at || (removedAt !== null && removedAt <= at)) continue;
      const text = repository === 'Azure/AKS' ? path : `agent-baker/${path}`;
      const file = new URL(text, CORPUS);
      github.files[repository]![path] = existsSync(file) ? readFileSync(file) : '';
    }
  }

  function versionsOf(entries: readonly HistoryEntry[]): string[] {
    const names = entries.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    const texts = names.filter((name) => /^\d{5}\.\d+\.\d{6}\.txt$/.test(name));
    return [...new Set(texts.map((name) => name.slice(0, -'.txt'.length)))].sort();
  }

  it.each([
    ['2024', '2024-01-01', '2025-01-01', ''],
    // Files from before that summer are read with SOAK.
    ['autumn 2025', '2025-09-01', '2026-02-01', '2025-06-01'],
  ])(
    'in %s: every image is known within a day of its first trace, and no other (every day where SOAK is set)',
    async (_name, from, until, since) => {
      const all = JSON.parse(readFileSync(new URL('trees/history.json', CORPUS), 'utf8')) as HistoryEntry[];
      const history = process.env['SOAK'] ? all : all.filter(({ addedAt }) => addedAt >= since);
      let changes = 0;
      for (let day = Date.parse(from); day < Date.parse(until); day += 86_400_000) {
        const at = new Date(day).toISOString();
        const there = history.filter(
          ({ addedAt, removedAt }) => addedAt <= at && (removedAt === null || removedAt > at),
        );
        const isNew = history.some(({ addedAt, removedAt }) =>
          [addedAt, removedAt ?? ''].some(
            (instant) => instant <= at && instant > new Date(day - 86_400_000).toISOString(),
          ),
        );
        if (!isNew && day !== Date.parse(from)) continue;
        changes += 1;
        if (!process.env['SOAK'] && changes % SAMPLED !== 1) continue;
        serve(history, at);
        app.clock.set(at);
        await poll(app.context);

        const known = listed().map(({ version }) => version);
        expect({ at, known: [...new Set(known)].sort() }).toEqual({ at, known: versionsOf(there) });
      }
    },
  );
});

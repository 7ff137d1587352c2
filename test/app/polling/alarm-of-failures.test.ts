import { afterEach, beforeEach, expect, test } from 'vitest';
import { poll } from '../../../src/app/polling/poll.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { decorateStore } from '../../support/decorate-store.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createNote, createSampleReleases } from '../../support/sample-notes.ts';

let github: FakeGitHub;
let app: TestApp;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  app = createTestApp({ githubUrl: github.url });
  await poll(app.context);
});
afterEach(() => github.close());

/** Polls every quarter of an hour for so long. */
async function pollFor(minutes: number, context = app.context) {
  for (let passed = 0; passed < minutes; passed += 15) {
    app.clock.advance(15 * 60_000);
    await poll(context);
  }
}

function alarms(): string[] {
  return app.store.inbox
    .list(100)
    .filter(({ key }) => key.startsWith('source/'))
    .map(({ channel, text }) => `${channel}: ${text.split('\n')[0]}`)
    .toReversed();
}

test('a source that fails for an hour is told once, and once more when it works again', async () => {
  const context = { ...app.context, operatorsChannel: 'C0OPS' };
  github.setFault({ kind: 'status', status: 500 });
  await pollFor(60, context);
  expect(alarms()).toEqual([]);
  await pollFor(120, context);
  expect(alarms()).toEqual(['C0OPS: vhdwatch cannot read aks-releases']);
  github.setFault(null);
  await pollFor(60, context);
  expect(alarms()).toEqual(['C0OPS: vhdwatch cannot read aks-releases', 'C0OPS: vhdwatch can read aks-releases again']);
  github.setFault({ kind: 'status', status: 500 });
  await pollFor(120, context);
  expect(alarms()).toHaveLength(3);
});

test('sources that fail for one reason are told of in one message, and taken back in one', async () => {
  const [releases] = app.context.sources;
  if (!releases) throw new Error('no source');
  const sources = [
    releases,
    { ...releases, name: 'vhd-notes' as const },
    { ...releases, name: 'agent-baker' as const },
  ];
  const context = { ...app.context, sources, operatorsChannel: 'C0OPS' };
  github.setFault({ kind: 'status', status: 500 });
  await pollFor(120, context);
  const names = 'aks-releases, vhd-notes and agent-baker';
  expect(alarms()).toEqual([`C0OPS: vhdwatch cannot read ${names}`]);
  github.setFault(null);
  await pollFor(60, context);
  expect(alarms()).toEqual([`C0OPS: vhdwatch cannot read ${names}`, `C0OPS: vhdwatch can read ${names} again`]);
  expect(app.store.inbox.list(1)[0]?.text).toMatch(/The alarm of 10 Aug 2026, \d\d:\d\d UTC is over/);
});

test('a source that began to fail under a clock that ran ahead is told as well', async () => {
  github.setFault({ kind: 'status', status: 500 });
  app.clock.set('2286-11-20T17:46:39Z');
  await poll(app.context);
  app.clock.set('2026-08-10T12:00:00Z');
  await pollFor(60);
  expect(alarms()).toEqual([expect.stringContaining('vhdwatch cannot read aks-releases')]);
});

test('a hiccup is told to nobody', async () => {
  github.setFault({ kind: 'status', status: 500 });
  await pollFor(45);
  github.setFault(null);
  await pollFor(60);
  expect(alarms()).toEqual([]);
});

test('a release that no longer has the form that is read is told once, by its name', async () => {
  const context = { ...app.context, operatorsChannel: 'C0OPS' };
  const [newest] = createSampleReleases();
  github.releases.unshift({ ...newest, tag_name: '2026-08-14', body: 7 as unknown as string });
  await pollFor(60, context);
  expect(alarms()).toEqual(['C0OPS: vhdwatch cannot read an entry of aks-releases']);
  const [alarm] = app.store.inbox.list(1);
  expect(alarm?.cardJson).toContain('2026-08-14');
  expect(app.store.sources.find('aks-releases')?.failures).toBe(0);
});

test('a note that breaks the parser costs itself and not the polls after it', async () => {
  const [newest] = createSampleReleases();
  const body = createNote([]);
  github.releases.unshift({ ...newest, tag_name: '2026-08-14', body });
  const { store } = app;
  const listUnread = () =>
    store.documents.listUnread().map((document) => ({
      ...document,
      get body(): string {
        throw new Error('the parser broke');
      },
    }));
  const context = { ...app.context, store: decorateStore(store, { documents: { ...store.documents, listUnread } }) };
  await poll(context);
  expect(store.documents.listUnread()).toEqual([]);
  expect(app.store.inbox.list(1)[0]?.text).toContain('the parser broke');
  expect(await poll(app.context)).toMatchObject({ queued: 0, failed: 0 });
});

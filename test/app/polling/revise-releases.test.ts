import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importClusters } from '../../../src/app/clusters/import-clusters.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { remindDue } from '../../../src/app/reminders/remind-due.ts';
import { snoozeReminders } from '../../../src/app/suppressions/suppress.ts';
import { announce } from '../../../src/sources/source-kits.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createSampleFleet } from '../../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote, createSampleReleases } from '../../support/sample-notes.ts';

const NEW_IMAGE = '20348.5499.260812';
const OTHER_IMAGE = '26100.33296.260812';
const RETIREMENT = 'Windows Server 2022 will be retired on 15 December 2028.';

let github: FakeGitHub;
let app: TestApp;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  app = createTestApp({ githubUrl: github.url });
  importClusters(app.context, [{ name: 'az.json', content: Buffer.from(JSON.stringify(createSampleFleet())) }]);
  await poll(app.context);
  github.releases.unshift(createNewRelease());
  await poll(app.context);
});
afterEach(() => github.close());

function edit(bullets: readonly string[], announcements: readonly string[] = []) {
  github.releases[0] = { ...createNewRelease(), body: createNote(bullets, announcements) };
  return poll(app.context);
}

/** Messages of the platform's channel, oldest first: the summary, the news, and what came after. */
function messages(channel = 'C0PLATFORM') {
  return app.store.inbox
    .list(100)
    .filter((message) => message.channel === channel)
    .toReversed();
}

describe('an edit that changes what to act on', () => {
  test('is one further message, and the first one says what is true now', async () => {
    const report = await edit([announceImage('2022', NEW_IMAGE), announceImage('2025', OTHER_IMAGE)]);
    expect(report).toMatchObject({ queued: 1, delivered: 1, updated: 1 });
    const [, first, further, ...rest] = messages();
    expect(rest).toEqual([]);
    expect(first?.text).toContain(OTHER_IMAGE);
    expect(first?.text).toContain(' · edited since');
    expect(further?.text).toContain(OTHER_IMAGE);
    expect(further?.text).not.toContain(NEW_IMAGE);
    expect(further?.threadTs).toBeUndefined();
    expect(messages('C0BILLING1')).toHaveLength(1);
  });

  test('tells of a version that was mistyped first, with the one that replaces it', async () => {
    await edit([announceImage('2022', '20348.5500.260812')]);
    const [, first, further] = messages();
    expect(further?.text).toContain('20348.5500.260812');
    expect(further?.text).toMatch(/No longer listed: .*20348\.5499\.260812/);
    expect(first?.text).toMatch(/No longer listed: .*20348\.5499\.260812/);
  });

  test('adds a retirement to the first message, and takes it away again', async () => {
    await edit([announceImage('2022', NEW_IMAGE)], [RETIREMENT]);
    expect(messages()[1]?.text).toContain('on 15 Dec 2028');
    await edit([announceImage('2022', NEW_IMAGE)]);
    expect(messages()[1]?.text).not.toContain('on 15 Dec 2028');
    expect(messages().at(-1)?.text).toContain('15 Dec 2028 → 30 Jun 2028');
  });
});

describe('an edit that only changes words', () => {
  test('about Windows is shown in the thread of the first message, and notifies nobody', async () => {
    const reworded = announceImage('2022', NEW_IMAGE).replace('has been updated', 'was updated');
    expect(await edit([reworded])).toMatchObject({ queued: 0 });
    const [, first, answer, ...rest] = messages();
    expect(rest).toEqual([]);
    expect(answer?.threadTs).toBe(first?.ts);
    expect(answer?.text).toMatch(/Was: .*has been updated[\s\S]*Is: .*was updated/);
  });

  test.each([
    ['white space', (text: string) => text.replace(' has been', '  has been')],
    ['a dot at the end', (text: string) => `${text} .`],
    ['emphasis', (text: string) => text.replace('has been updated', '**has been** updated')],
    ['the address of a link', (text: string) => text.replace('.txt)', '.txt?plain=1)')],
  ])('of %s alone is silence', async (_what, change) => {
    const line = announceImage('2022', NEW_IMAGE);
    expect(change(line)).not.toBe(line);
    expect(await edit([change(line)])).toMatchObject({ queued: 0, updated: 0 });
    expect(messages()).toHaveLength(2);
  });

  test('about anything else is silence', async () => {
    expect(await edit([announceImage('2022', NEW_IMAGE), '  * Something of Linux.'])).toMatchObject({
      queued: 0,
      delivered: 0,
      updated: 0,
    });
    expect(messages()).toHaveLength(2);
  });

  test('is silence about a release that was never told', async () => {
    const [newest, oldest, ...rest] = github.releases as { body: string }[];
    const body = oldest?.body.replaceAll('has been updated', 'was updated') ?? '';
    github.releases = [newest, { ...oldest, body }, ...rest];
    expect(await poll(app.context)).toMatchObject({ queued: 0, delivered: 0, updated: 0 });
  });
});

describe('news whose pools take the image', () => {
  const report = (images: Record<string, string>) => {
    let fleet = JSON.stringify(createSampleFleet());
    for (const [before, after] of Object.entries(images)) fleet = fleet.replaceAll(before, after);
    app.clock.advance(60_000);
    importClusters(app.context, [{ name: 'az.json', content: Buffer.from(fleet) }]);
    return remindDue(app.context);
  };
  const newsTo = (channel: string) => messages(channel).find(({ text }) => text.includes('2026-08-14'));

  test('say so in place, and lose their buttons when all have it', async () => {
    expect(newsTo('C0BILLING1')?.text).toContain('billing/win22 needs');
    expect(JSON.stringify(newsTo('C0BILLING1'))).toContain('message.commands');
    const count = messages('C0BILLING1').length;
    await report({ '20348.5020.260415': NEW_IMAGE });
    expect(newsTo('C0BILLING1')?.text).toMatch(/^All done: billing\/win22 has the August image/);
    expect(JSON.stringify(newsTo('C0BILLING1'))).not.toContain('message.commands');
    expect(messages('C0BILLING1')).toHaveLength(count);
  });

  test('are left alone while nothing came off them', async () => {
    const before = app.store.outbox.list(100).length;
    await report({});
    await report({ '20348.5020.260415': '20348.5256.260610' });
    expect(app.store.outbox.list(100)).toHaveLength(before);
    expect(newsTo('C0BILLING1')?.text).toContain('billing/win22 needs');
  });

  test('say of a pool who lets it wait, and no more once that is over', async () => {
    app.clock.set('2026-08-28T10:00:00Z');
    const [cluster] = app.store.clusters.listNamed('billing');
    snoozeReminders(
      app.context,
      { id: 'U0KIM', name: 'Kim' },
      {
        channel: 'C0BILLING1',
        targets: [{ clusterId: cluster?.id ?? null, nodePool: 'win22' }],
        untilOn: '2026-09-04',
        reason: 'a test of the partner',
      },
    );
    await remindDue(app.context);
    expect(newsTo('C0BILLING1')?.text).toContain('snoozed until 4 Sep 2026 by Kim');
    app.clock.set('2026-09-04T10:00:00Z');
    await remindDue(app.context);
    expect(newsTo('C0BILLING1')?.text).not.toContain('snoozed');
  });

  test('ask again for a pool that went back', async () => {
    await report({ '20348.5020.260415': NEW_IMAGE });
    await report({});
    expect(newsTo('C0BILLING1')?.text).toContain('billing/win22 needs');
  });
});

test('an end that a note states no more is one further message', async () => {
  const image = [announceImage('2022', NEW_IMAGE)];
  await edit(image, ['Windows Server 2025 will be retired on 15 December 2034.']);
  expect(await edit(image)).toMatchObject({ queued: 1, delivered: 1 });
  expect(messages().at(-1)?.text).toMatch(
    /^AKS release 2026-08-14 was edited: 1 Windows retirement no longer listed\n• No longer listed: Windows Server 2025 retires on 15 Dec 2034\n/,
  );
});

describe('a release that vanishes', () => {
  test('is one message to each channel that heard of it, and the first one says so too', async () => {
    github.releases.shift();
    expect(await poll(app.context)).toMatchObject({ queued: 2, delivered: 2, updated: 2 });
    const [, first, further, ...rest] = messages();
    expect(rest).toEqual([]);
    expect(further?.text).toMatch(/AKS release 2026-08-14 was withdrawn: .*20348\.5499\.260812/s);
    expect(first?.text).toContain('was withdrawn');
    expect(messages('C0BILLING1')).toHaveLength(2);
    expect(await poll(app.context)).toMatchObject({ queued: 0, delivered: 0, updated: 0 });
  });

  test('is silence where nobody had heard of it', async () => {
    github.releases.splice(1, 1);
    await poll(app.context);
    expect(messages()).toHaveLength(2);
  });

  test('before its news could be sent takes that news with it', async () => {
    const stop = new AbortController();
    const readDocument: typeof announce = (document) => {
      stop.abort();
      return announce(document);
    };
    const held = { ...app.context, readDocument, stopping: stop.signal };
    github.releases.unshift({
      ...createNewRelease(),
      tag_name: '2026-08-28',
      published_at: '2026-08-28T18:00:00Z',
      body: createNote([announceImage('2025', OTHER_IMAGE)]),
    });
    expect(await poll(held)).toMatchObject({ queued: 1, delivered: 0 });
    github.releases.shift();
    await poll(app.context);
    expect(messages()).toHaveLength(2);
    expect(app.store.outbox.countByState()).toMatchObject({ pending: 0, dropped: 3 });
  });
});

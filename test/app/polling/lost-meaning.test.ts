import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDoctor } from '../../../src/app/operations/run-doctor.ts';
import { poll } from '../../../src/app/polling/poll.ts';
import { agentBaker, vhdNotes } from '../../../src/sources/git-tree/git-tree-kit.ts';
import { createGitHubClient } from '../../../src/sources/github/create-github-client.ts';
import { supportCalendar } from '../../../src/sources/support-calendar/support-calendar-kit.ts';
import { vhdText } from '../../notes/vhd-note/support/vhd-text.ts';
import { createTestApp, createTestLogger, type TestApp } from '../../support/create-test-app.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createNote } from '../../support/sample-notes.ts';

const PAGE = 'articles/aks/supported-kubernetes-versions.md';
const CALENDAR = `# Versions

| Kubernetes version | AKS GA | End of life |
|---|---|---|
| 1.32 | Apr 2025 | Mar 2026 |
| 1.33 | Jun 2025 | Jun 2026 |
| 1.34 | Nov 2025 | Nov 2026 |
`;
const FOLDER = 'vhd-notes/AKSWindows/2022';
let github: FakeGitHub;
let app: TestApp;
let page: Record<string, string>;
let notes: Record<string, string>;

beforeEach(async () => {
  page = { [PAGE]: CALENDAR };
  notes = Object.fromEntries(
    ['20348.4171.250910', '20348.4297.251027', '20348.4405.251112', '20348.4529.251210'].map((image) => [
      `${FOLDER}/${image}.txt`,
      vhdText({ systemInfo: [] }),
    ]),
  );
  const releases = ['2025-12-01', '2025-11-01', '2025-10-01', '2025-09-01', '2025-08-01', '2025-07-01'].map(
    (tag_name) =>
      createFakeRelease({
        tag_name,
        published_at: `${tag_name}T12:00:00Z`,
        created_at: `${tag_name}T12:00:00Z`,
        body: createNote([
          `AKSWindows-2022-20348.${tag_name.replaceAll('-', '').slice(4)}.${tag_name.replaceAll('-', '').slice(2)}`,
        ]),
      }),
  );
  github = await startFakeGitHub({
    releases,
    files: { 'MicrosoftDocs/azure-aks-docs': page, 'Azure/AKS': notes, 'Azure/AgentBaker': {} },
  });
  app = createTestApp({ githubUrl: github.url, now: '2025-12-20T09:00:00Z' });
  const client = createGitHubClient({ apiUrl: github.url, logger: createTestLogger(), retryDelayMs: 1 });
  const outside = { github: client, releaseTrackerUrl: null };
  const others = [vhdNotes, agentBaker, supportCalendar].flatMap((kit) => kit.open(outside) ?? []);
  app = { ...app, context: { ...app.context, sources: [...app.context.sources, ...others] } };
  await poll(app.context);
});
afterEach(() => github.close());

function known() {
  const { images, kubernetesVersions } = app.store.catalogue.get();
  return {
    images: images.map(({ version, state }) => `${version} ${state}`),
    minors: kubernetesVersions.map(({ minor }) => minor),
  };
}

/** First lines of the alarms about sources, after another day in which even the calendar is asked each time, as often. */
async function pollOn(times = 3): Promise<readonly string[]> {
  for (let polls = 0; polls < times; polls += 1) {
    app.clock.advance((24 / times) * 3_600_000);
    await poll(app.context);
  }
  const alarms = app.store.inbox.list(100).filter(({ key }) => key.startsWith('source/'));
  return alarms.map(({ text }) => text.split('\n')[0] ?? '').filter((line) => !line.includes('agent-baker'));
}

it.each<readonly [string, string, () => void]>([
  [
    'a calendar without its table',
    'support-calendar',
    () => {
      page[PAGE] = '# Versions\n\nThis page has moved.\n';
    },
  ],
  [
    'a calendar whose columns have other names',
    'support-calendar',
    () => {
      page[PAGE] = CALENDAR.replace('Kubernetes version', 'Name').replace('End of life', 'Until');
    },
  ],
  [
    'a calendar whose days are in words',
    'support-calendar',
    () => {
      page[PAGE] = CALENDAR.replace(/^\| 1\.3.*$/gm, '| see the portal | - | - |');
    },
  ],
  [
    'a calendar of which one version is left',
    'support-calendar',
    () => {
      page[PAGE] = CALENDAR.replace(/^\| 1\.3[23].*\n/gm, '');
    },
  ],
  [
    'releases without text',
    'aks-releases',
    () => {
      for (const release of github.releases) Object.assign(release ?? {}, { body: '' });
    },
  ],
  [
    'releases that only point elsewhere',
    'aks-releases',
    () => {
      const body = 'Release notes are at https://aka.ms/aks/notes now.';
      for (const release of github.releases.slice(0, 4)) Object.assign(release ?? {}, { body });
    },
  ],
  ['a list of releases that is cut short', 'aks-releases', () => void github.releases.splice(1)],
  ['a list without any release', 'aks-releases', () => void github.releases.splice(0)],
  [
    'notes files that only point elsewhere',
    'vhd-notes',
    () => {
      for (const path of Object.keys(notes)) notes[path] = 'These notes are at https://aka.ms/aks/notes now.';
    },
  ],
  [
    'notes files in whose place a web page comes',
    'vhd-notes',
    () => {
      for (const path of Object.keys(notes)) notes[path] += 'edited';
      github.setFault({ kind: 'body', body: '<!doctype html><p>Sign in' }, { match: '/contents/vhd-notes' });
    },
  ],
  [
    'a folder of notes of which one is left',
    'vhd-notes',
    () => {
      for (const path of Object.keys(notes).slice(1)) delete notes[path];
    },
  ],
])('%s: what is known stays, and the operators hear of it', async (_, name, lose) => {
  const before = known();
  expect(before.images).toHaveLength(10);
  expect(before.minors).toEqual(['1.32', '1.33', '1.34']);
  lose();
  const alarms = await pollOn();
  expect(alarms).toEqual([expect.stringMatching(new RegExp(`^vhdwatch cannot read .*${name}$`))]);
  expect(known()).toEqual(before);
});

it.each<readonly [string, () => void]>([
  [
    'a calendar without its oldest version',
    () => void Object.assign(page, { [PAGE]: CALENDAR.replace(/^\| 1\.32.*\n/m, '') }),
  ],
  ['a release that is taken back', () => void github.releases.splice(2, 1)],
  ['a release whose text is taken back', () => void Object.assign(github.releases[1] ?? {}, { body: '' })],
  ['one notes file that is removed', () => void delete notes[Object.keys(notes)[0] ?? '']],
])('%s is believed', async (_, lose) => {
  const before = known();
  lose();
  expect(await pollOn()).toEqual([]);
  expect(known()).not.toEqual(before);
});

describe('a calendar of which one version is left', () => {
  beforeEach(() => {
    const sources = app.context.sources.filter(({ name }) => name === 'aks-releases' || name === 'support-calendar');
    app = { ...app, context: { ...app.context, sources } };
  });
  const CUT = CALENDAR.replace(/^\| 1\.3[23].*\n/gm, '');
  /** From one morning to another, so that one day more is seen. */
  const pollDays = async (days: number, text = CUT, times = 1) => {
    for (let day = 0; day < days; day += 1) {
      page[PAGE] = text;
      await pollOn(times);
    }
  };
  const listTold = () =>
    app.store.inbox
      .list(100)
      .filter(({ key }) => key.startsWith('source/support'))
      .map(({ text }) => text);
  const findError = () => app.store.sources.find('support-calendar')?.lastError ?? null;

  it('is believed once it said so on seven days and the operators know, who are told what to do', async () => {
    await pollDays(5, CUT, 2);
    expect(known().minors).toHaveLength(3);
    expect(listTold()).toEqual([
      expect.stringMatching(
        /lists 1 of the 3 entries .* nothing was changed. It is believed once it has listed the same on 7 days, of which this is day 2; if its page lists more, check its address or update vhdwatch/,
      ),
    ]);
    expect(await runDoctor(app.context)).toContainEqual({
      name: 'source support-calendar',
      result: 'warning',
      detail: expect.stringMatching(/^10 failures in a row: .* on 7 days, of which this is day 6/),
    });
    await pollDays(1);
    expect(known().minors).toEqual(['1.34']);
    expect(findError()).toBeNull();
    expect(listTold()[0]).toMatch(/vhdwatch can read support-calendar again/);
    // What is believed is what the next one is measured by.
    await pollDays(1, CALENDAR);
    expect(known().minors).toHaveLength(3);
  });

  it.each([
    ['whole in between', CALENDAR],
    ['cut elsewhere in between', CUT.replace('1.34', '1.33')],
  ])('is not while it is %s', async (_, between) => {
    await pollDays(4);
    await pollDays(1, between);
    await pollDays(4);
    expect(known().minors).toHaveLength(3);
  });

  it('is not by a clock that jumps ahead', async () => {
    await pollDays(2, CUT, 2);
    app.clock.advance(60 * 86_400_000);
    await pollDays(1, CUT, 2);
    expect(known().minors).toHaveLength(3);
    expect(findError()).toContain('this is day 5');
  });
});

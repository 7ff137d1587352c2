import { expect, test } from 'vitest';
import type { EscalationItem, NotificationContent } from '../../src/domain/notification.ts';
import { textOf } from '../../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../../src/messages/card-text.ts';
import { composeCard } from '../../src/messages/message-kinds.ts';
import { sayNowAndBy } from '../../src/messages/words.ts';
import { briefOf } from '../support/sample-finding.ts';
import { image, pools, releaseNews, retirement, watchingSummary } from '../surfaces/slack/sample-contents.ts';

test.each([
  { now: 1, later: [], said: ' now' },
  { now: 0, later: ['2026-09-08', '2026-09-08'], said: ' by 8 Sep 2026' },
  { now: 1, later: ['2026-09-08', '2026-09-08'], said: ', 1 now, 2 by 8 Sep 2026' },
  { now: 1, later: ['2026-10-13', '2026-09-08'], said: ', 1 now, the next by 8 Sep 2026' },
  { now: 0, later: ['2026-10-13', null], said: ', the first by 13 Oct 2026' },
  { now: 2, later: [null], said: ', 2 now' },
  { now: 0, later: [null], said: '' },
])('a headline counts by a day only those who are due on it:$said', ({ now, later, said }) => {
  expect(sayNowAndBy(now, later)).toBe(said);
});

const AT = '2026-08-26T09:00:00Z';
const AGED = 'The node image is 91 days old, past the 90 days that AKS supports; upgrade to 26100.33296.260812.';
const WVM: EscalationItem = {
  clusterId: '/c/lab',
  cluster: 'lab',
  nodePool: 'wvm',
  severity: 'high',
  due: '2026-08-11',
  summary: AGED,
  brief: { ...briefOf(AGED), takes: { image: '26100.33296.260812', isAsked: true, isLeftToAks: false } },
  limits: [],
};
const ESCALATION: NotificationContent = { kind: 'escalation', level: 'owners', mentions: [], items: [WVM] };

test.each<[NotificationContent, string]>([
  [ESCALATION, 'lab/wvm: upgrade to 26100.33296.260812'],
  [{ ...ESCALATION, items: [WVM, WVM, WVM] }, 'lab/wvm: upgrade to 26100.33296.260812; 2 others below'],
  [{ ...ESCALATION, level: 'operators', about: 'C0LABTEAM' }, 'Nobody acted: lab/wvm: upgrade to 26100.33296.260812'],
  [
    { kind: 'reminder-done', month: '2026-08', done: 12, gone: 3, named: [], on: '2026-08-28' },
    'All done: the upgrade reminder of Aug 2026 is closed',
  ],
  [
    {
      ...{ kind: 'watching-summary', newestImages: [], retirementsAhead: [], releasesRead: 3, clusters: 1 },
      ...{ windowsNodePools: 2, behind: 0, poolsBehind: 0, leftToAks: 0, unsupported: 0, unknown: 1 },
    },
    'vhdwatch watches 2 Windows node pools: 1 unknown',
  ],
  [
    { kind: 'reminder-done', month: '2026-08', done: 0, gone: 3, named: [], on: '2026-08-28' },
    'Nothing left here: the upgrade reminder of Aug 2026 is closed',
  ],
  [
    { kind: 'not-done', by: 'Dana', at: AT, pools: [{ ...WVM, version: '26100.32860.260513', reportedAt: AT }] },
    'Not done yet: lab/wvm still runs 26100.32860.260513',
  ],
  [
    { kind: 'not-done', by: 'Dana', at: AT, pools: [{ ...WVM, nodePool: null, version: null, reportedAt: AT }] },
    'Not done yet: lab still needs it',
  ],
  [
    {
      kind: 'not-done',
      by: 'Dana',
      at: AT,
      pools: ['one', 'two'].map((nodePool) => ({ ...WVM, nodePool, version: '26100.32860.260513', reportedAt: AT })),
    },
    'Not done yet: newer reports still show 2 pools as before',
  ],
  [
    {
      kind: 'moved-dates',
      dates: [
        {
          minor: '1.34',
          support: 'community',
          from: '2026-11-30',
          to: '2026-12-31',
          url: 'https://example.com/calendar',
          clusters: [{ id: '/c/lab', name: 'lab' }],
        },
      ],
    },
    'Kubernetes 1.34 leaves support later: 30 Nov 2026 → 31 Dec 2026: 1 cluster here',
  ],
])('the first line says who has to do what, and nothing below repeats it', (content, said) => {
  const card = composeCard(content);
  expect(textOf(card.headline)).toBe(said);
  expect(said.length).toBeLessThanOrEqual(90);
  expect(writeText(card, PLAIN_WRITER).split(said.split(': ').at(-1) ?? '')).toHaveLength(2);
});

test('the first line of an escalation says what to do, the next one why', () => {
  const summary =
    'Windows Server annual channel (23H2) is retired since 15 May 2026 and gets no Windows updates; move to a new pool of Windows Server 2025.';
  const { headline } = composeCard({ ...ESCALATION, items: [{ ...WVM, summary, brief: briefOf(summary) }, WVM] });
  expect(textOf(headline)).toBe('lab/wvm: move to a new pool of Windows Server 2025; 1 other below');
});

test('the first line of an escalation rather says what to do than a name that leaves no room for it', () => {
  const long = { ...WVM, cluster: 'warehouse-operations-production-germanywestcentral-01-blue-green' };
  const lineOf = (content: NotificationContent) => textOf(composeCard(content).headline);
  expect(lineOf({ ...ESCALATION, items: [long, WVM] })).toBe('Upgrade to 26100.33296.260812; 1 other below');
  expect(lineOf({ ...ESCALATION, items: [long], level: 'operators' })).toBe(
    'Nobody acted: upgrade to 26100.33296.260812',
  );
});

test('an escalation names the image to take, however long the name of its pool is', () => {
  const textAt = (length: number) =>
    writeText(composeCard({ ...ESCALATION, items: [{ ...WVM, cluster: 'c'.repeat(length) }] }), PLAIN_WRITER);
  const lengths = Array.from({ length: 63 }, (_, index) => index + 1);
  expect(lengths.filter((length) => textAt(length).split('26100.33296.260812').length !== 2)).toEqual([]);
});

test('what ends for nobody here is no part of a headline beside an image, nor is a Kubernetes version that nobody runs of the card', () => {
  const [one] = pools(1);
  const ends = [
    retirement({ subject: 'Kubernetes/1.34', date: '2026-11-30', pools: [] }),
    retirement({ subject: 'Windows2019', date: '2026-09-30', pools: [] }),
  ];
  const news = releaseNews({ images: [image({ pools: one ? [one] : [] })], retirements: ends });
  const card = composeCard(news);
  expect(textOf(card.headline)).toBe('prod-eu-1/winnp needs the July image now (AKS release 2026-07-17)');
  const text = writeText(card, PLAIN_WRITER);
  expect(text).toContain('Windows Server 2019');
  expect(text).not.toContain('Kubernetes 1.34');
  // Alone it is what the message is about.
  expect(textOf(composeCard({ ...news, images: [] }).headline)).toContain('Windows Server 2019');
});

test('beside an image that AKS withdrew, new ones that nobody needs are said to be that', () => {
  const quote = 'Do not use it.';
  const recall = {
    statedIn: '2026-07-17',
    statedAt: '2026-07-24T18:00:00Z',
    url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
    quote,
  };
  const gone = image({ version: '20348.5256.260610', pools: pools(1), recall });
  const withdrawn = { images: [gone], retirements: [], vanished: false };
  const text = writeText(composeCard(releaseNews({ images: [image({ pools: [] })], withdrawn })), PLAIN_WRITER);
  expect(text).toMatch(/^prod-eu-1\/winnp runs 20348\.5256\.260610, which AKS withdrew/);
  expect(text).toMatch(/Also new, needed by no node pool of this channel: /);
});

test('of several images that AKS withdrew the one that most pools run leads', () => {
  const recall = {
    statedIn: '2026-07-17',
    statedAt: '2026-07-24T18:00:00Z',
    url: 'https://example.test/',
    quote: 'No.',
  };
  const images = [1, 2].map((count) => image({ version: `20348.525${count}.260610`, pools: pools(count), recall }));
  const news = { images: [], withdrawn: { images, retirements: [], vanished: false } };
  expect(textOf(composeCard(releaseNews(news)).headline)).toBe(
    '2 pools run 20348.5252.260610, which AKS withdrew: go back or wait for the next (+1 more)',
  );
});

test('a first message names the ends that concern its pools, and others only where none does', () => {
  const ends = [
    retirement({ subject: 'Windows2019', date: '2026-09-30', pools: [] }),
    retirement({ subject: 'Windows2022', date: '2028-06-30', pools: pools(2) }),
  ];
  const nextOf = (retirementsAhead: typeof ends) =>
    /Next ends: .*/.exec(writeText(composeCard(watchingSummary({ retirementsAhead })), PLAIN_WRITER))?.[0];
  expect(nextOf(ends)).toMatch(/^Next ends: Windows Server 2022 retires[^,]*30 Jun 2028 \(2 pools\)$/);
  expect(nextOf(ends.slice(0, 1))).toContain('Windows Server 2019');
});

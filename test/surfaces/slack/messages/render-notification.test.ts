import { describe, expect, it } from 'vitest';
import type { Step } from '../../../../src/domain/finding.ts';
import type { NotificationContent } from '../../../../src/domain/notification.ts';
import { remember } from '../../../../src/domain/once.ts';
import type { FleetPicture } from '../../../../src/domain/pool-week.ts';
import { createCardPlace } from '../../../../src/messages/card.ts';
import { composeCard } from '../../../../src/messages/message-kinds.ts';
import {
  countBlockText,
  drawCard,
  RICHEST,
  renderNotification,
  TABLE_DETAILS,
} from '../../../../src/surfaces/slack/messages/card-blocks.ts';
import { validateMessage } from '../../../support/message-rules.ts';
import {
  finding,
  image,
  pools,
  releaseNews,
  reminderItem,
  retirement,
  SAMPLES,
  upgradeReminder,
  watchingSummary,
} from '../sample-contents.ts';

const SMALL = Object.entries(SAMPLES).filter(
  ([name]) => !/500|300|200|400|operator alarm/.test(name) || name === 'operator alarm',
);

/** Composing the long ones, and drawing them, takes most of the time of these tests. */
const composed = remember((content: NotificationContent) => composeCard(content));
const rendered = remember((content: NotificationContent) => drawCard(composed(content)));

function literalTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literalTexts);
  if (typeof node !== 'object' || node === null) return [];
  const { text, ...rest } = node as { text?: unknown };
  return [...(typeof text === 'string' ? [text] : literalTexts(text)), ...Object.values(rest).flatMap(literalTexts)];
}

function mrkdwnTexts(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(mrkdwnTexts);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as { type?: string; text?: string };
  return type === 'mrkdwn' || type === 'plain_text' ? [text ?? ''] : Object.values(node).flatMap(mrkdwnTexts);
}

describe.each(Object.entries(SAMPLES))('%s', (_, content) => {
  it.each(TABLE_DETAILS)('keeps every limit of Slack as %s', (detail) => {
    const message = drawCard(composed(content), { ...RICHEST, detail });
    expect(validateMessage(message)).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(3_000);
    expect(message.blocks.length).toBeLessThanOrEqual(50);
    expect(countBlockText(message.blocks)).toBeLessThanOrEqual(10_000);
  });

  it('pings nobody and links only to the web', () => {
    const message = rendered(content);
    for (const text of [message.text, ...mrkdwnTexts(message.blocks)]) {
      expect(text.replace(/<!date\^[^>]*>/g, '')).not.toMatch(/<[!@#]|@(?:here|channel|everyone)/);
      expect(text).not.toMatch(/<(?!https?:\/\/|!date\^)/);
    }
    const urls = JSON.stringify(message.blocks).match(/"url":"[^"]*"/g) ?? [];
    for (const url of urls) expect(url).toMatch(/^"url":"https?:\/\//);
    expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(?:broadcast|user|usergroup|channel)"/);
  });

  it('holds no invisible characters, half characters or half entities', () => {
    const message = rendered(content);
    for (const text of [message.text, ...literalTexts(message.blocks)]) {
      expect(text.replace(/@\u2060/g, '@')).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2060-\u2069\uFEFF]/);
      expect(text.isWellFormed()).toBe(true);
    }
    expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });
});

it.each(SMALL)('looks as reviewed: %s', async (name, content) => {
  const { text, blocks } = rendered(content);
  const seen = [text, ...blocks.map((block) => JSON.stringify(block))].join('\n');
  await expect(`${seen}\n`).toMatchFileSnapshot(`./snapshots/${name.replaceAll(' ', '-')}.txt`);
});

const firstLine = (content: NotificationContent) => rendered(content).text.split('\n')[0];
const drawn = (content: NotificationContent) => JSON.stringify(rendered(content).blocks);

it.each(Object.entries(SAMPLES).filter(([name]) => !/hostile (?:test|operator)/.test(name)))(
  'is complete in the preview of a phone: %s',
  (_, content) => {
    const [first = ''] = rendered(content).text.split('\n');
    expect(first.replace(/&(?:amp|lt|gt);|\u2060/g, '').length).toBeLessThanOrEqual(90);
  },
);

it.each([
  ['release news', releaseNews()],
  ['an upgrade reminder', upgradeReminder(12, { plannedOn: '2026-07-20' })],
  ['a watching summary', watchingSummary()],
])('carries no commands, which the button shows: %s', (_, content) => {
  const message = rendered(content);
  expect(JSON.stringify(message)).not.toContain('az aks');
});

describe('release news', () => {
  it('says the point in the first line: how many pools need what, and what ends', () => {
    expect(firstLine(releaseNews())).toBe(
      '3 pools need the July image, 2 now; Windows Server 2022 retires: 15 Mar 2027 → 30 Jun 2028',
    );
  });

  it('says why in the first line, where an image mends something', () => {
    const security = { updates: ['KB5063880'], cves: [] };
    expect(firstLine(releaseNews({ images: [image({ security })], retirements: [] }))).toBe(
      '2 pools need the July image now: security update KB5063880',
    );
  });

  it('names images, the release, and each pool with what it has and takes', () => {
    const { text } = renderNotification(releaseNews());
    expect(text).toContain('Windows Server 2025 26100.33158.260715 built 15 Jul 2026');
    expect(text).toContain(
      '• prod-eu-1/winnp and prod-eu-2/winnp · now · 20348.5020.260415 → 20348.5386.260715 (3 images and 91 days behind)',
    );
    expect(text).toContain('<https://github.com/Azure/AKS/releases/tag/2026-07-17|AKS release 2026-07-17>');
    expect(text).toContain('needed by no node pool of this channel: Windows Server 2019 17763.8389.260715');
  });

  it('says that a release was edited', () => {
    const { text, blocks } = renderNotification(releaseNews({ edited: true, images: [image()], retirements: [] }));
    expect(text).toMatch(/^Edited: 2 pools need the July image/);
    expect(JSON.stringify(blocks)).toContain('edited since');
  });

  it('counts a pool once, however many images it is behind', () => {
    const both = [image(), image({ version: '20348.5300.260701' })];
    expect(firstLine(releaseNews({ images: both }))).toContain('2 pools need the July image');
  });

  it('is one line with its source where nobody has to act', () => {
    const own = image({ pools: pools(2, { version: '20348.5386.260715', imagesBehind: 0, daysBehind: 0 }) });
    const { text, blocks } = renderNotification(releaseNews({ images: [image({ pools: [] })], retirements: [] }));
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('which no node pool of this channel needs: Windows Server 2022 20348.5386.260715');
    expect(blocks).toHaveLength(2);
    const two = [image({ pools: [] }), image({ osSku: 'Windows2025', version: '26100.33158.260715', pools: [] })];
    expect(
      renderNotification(releaseNews({ images: two, retirements: [] }))
        .text.split('\n')
        .slice(0, 2),
    ).toEqual([
      '2 new images in AKS release 2026-07-17, which no node pool of this channel needs',
      '• Windows Server 2022 20348.5386.260715 and Windows Server 2025 26100.33158.260715',
    ]);
    const used = renderNotification(releaseNews({ images: [own], retirements: [] })).text;
    expect(used).toContain('which no node pool of this channel needs');
    expect(used).not.toContain('prod-eu-1');
  });

  it('asks nobody to do what AKS does by itself, and says which pools those are', () => {
    const [left, own] = pools(2, { version: '20348.5256.260610', imagesBehind: 1, daysBehind: 35 });
    if (!left || !own) throw new Error('no pools');
    const snoozed = { by: 'Kim', untilOn: '2026-09-20' };
    const both = [
      { ...left, snoozed, isLeftToAks: true },
      { ...own, snoozed },
    ];
    const { text, blocks } = renderNotification(releaseNews({ images: [image({ pools: both })], retirements: [] }));
    // Nobody lets wait what nobody has to do.
    expect(text.match(/snoozed until 20 Sep 2026 by Kim/g)).toHaveLength(1);
    expect(text.split('\n')[0]).toBe(
      '1 pool needs the July image by 8 Sep 2026, 1 gets it from AKS (AKS release 2026-07-17)',
    );
    expect(text).toContain('• prod-eu-1/winnp · up to AKS · nothing to do');
    expect(JSON.stringify(blocks)).toContain('message.commands');
    const only = releaseNews({ images: [image({ pools: [{ ...left, isLeftToAks: true }] })], retirements: [] });
    const idle = renderNotification(only);
    expect(idle.text.split('\n')[0]).toContain('AKS brings prod-eu-1/winnp the July image: nothing to do');
    expect(idle.text).toContain('· prod-eu-1/winnp gets it from AKS');
    expect(idle.blocks.map(({ type }) => type)).not.toContain('actions');
  });

  it('asks for the image that the region has while the newest is on its way', () => {
    const own = pools(1, { version: '20348.5020.260415', target: '20348.5256.260610' });
    expect(firstLine(releaseNews({ images: [image({ pools: own })], retirements: [] }))).toBe(
      'prod-eu-1/winnp needs the June image now; the July image is not in its region yet',
    );
  });

  it('says nothing of a region that has an image newer than that of the news', () => {
    const own = pools(1, { version: '20348.5020.260415', target: '20348.5499.260812' });
    const { text } = renderNotification(releaseNews({ images: [image({ pools: own })], retirements: [] }));
    expect(text).toMatch(/^prod-eu-1\/winnp needs the August image now/);
    expect(text).not.toContain('region');
  });

  it('names a pool whose image was never reported', () => {
    const own = image({ pools: pools(1, { version: null, imagesBehind: 0, daysBehind: 0 }) });
    expect(renderNotification(releaseNews({ images: [own] })).text).toContain('prod-eu-1/winnp · not reported →');
  });

  it('says what a pool can take by now, what it waits for, and that its cluster is stopped', () => {
    const [behind, waiting] = pools(2, { version: '20348.5020.260415' });
    if (!behind || !waiting) throw new Error('no pools');
    const own = image({
      pools: [
        { ...behind, target: '20348.5256.260610', isStopped: true },
        { ...waiting, awaitedIn: 'westus3', target: '20348.5020.260415' },
      ],
    });
    const { text } = renderNotification(releaseNews({ images: [own], retirements: [] }));
    expect(text).toContain('1 pool needs the June image once started, 1 waits for its region');
    expect(text).toContain(
      'once started · 20348.5020.260415 → 20348.5256.260610 (3 images and 91 days behind); 20348.5386.260715 has not reached its region yet\n',
    );
    expect(text).toContain('waits for 20348.5386.260715 to reach westus3');
  });

  it('keeps retirements and the link in the text of 500 pools, and counts the pools that are left out', () => {
    const { text } = renderNotification(releaseNews({ images: [image({ pools: pools(500) })] }));
    const shown = new Set(text.match(/prod-eu-\d+\/winnp/g)).size;
    expect(text).toContain('500 pools need the July image');
    expect(text).toContain(`and ${500 - shown} more`);
    expect(text).toContain('15 Mar 2027 → 30 Jun 2028');
    expect(text).toContain('<https://github.com/Azure/AKS/releases/tag/2026-07-17|');
  });

  it('tells an extended retirement as one line, with what it means for whom', () => {
    const phases = [
      { phase: 'retirement', previousDate: '2027-03-15', date: '2028-06-30' },
      { phase: 'no-new-images', previousDate: '2027-03-15', date: '2028-06-30' },
      { phase: 'image-removal', previousDate: '2028-03-15', date: '2029-06-30' },
      { phase: 'no-new-node-pools', previousDate: '2027-01-15', date: '2028-01-30' },
    ] as const;
    const { text } = renderNotification(releaseNews({ images: [], retirements: phases.map((one) => retirement(one)) }));
    const lines = text.split('\n').filter((line) => line.startsWith('• '));
    expect(lines).toEqual([
      expect.stringMatching(
        /^• Windows Server 2022 is extended: retires 15 Mar 2027 → 30 Jun 2028, .* your 2 node pools \(prod-eu-1\/winnp and prod-eu-2\/winnp\) may stay until then/,
      ),
    ]);
  });

  it('counts what did not fit', () => {
    const retirements = Array.from({ length: 60 }, (_, index) =>
      retirement({ subject: `WindowsFeature/Feature${index}`, pools: pools(9) }),
    );
    const { text } = renderNotification(releaseNews({ images: [], retirements }));
    const shown = text.match(/^• /gm)?.length ?? 0;
    expect(text).toContain(`and ${60 - shown} more`);
  });

  it('tells the reader when the release was published, in their own zone', () => {
    expect(drawn(releaseNews())).toContain('<!date^1784318700^{date_short_pretty}, {time}|17 Jul 2026, 20:05 UTC>');
  });
});

it('leaves out an end that a row of the reminder has as its point', () => {
  const { previousDate: _moved, ...end } = retirement({ subject: 'Kubernetes/1.34', date: '2026-11', pools: pools(1) });
  const point = finding({
    summary: 'Kubernetes 1.34 leaves support on 30 Nov 2026 (96 days left).',
    due: '2026-11-30',
  });
  const say = (findings: Parameters<typeof reminderItem>[1]) =>
    renderNotification(upgradeReminder(1, { items: [reminderItem(1, findings)], retirementsAhead: [end] })).text;
  expect(say({})).toMatch(/^Ahead: .*Kubernetes 1.34 leaves support on 30 Nov 2026/m);
  expect(say({ findings: [point] })).not.toContain('Ahead:');
});

describe('on a phone', () => {
  it.each(Object.entries(SAMPLES))('has no table of more than three columns: %s', (_, content) => {
    const { blocks } = rendered(content);
    const widths = blocks.flatMap((block) => (block.type === 'data_table' ? block.rows.map((row) => row.length) : []));
    expect(Math.max(0, ...widths)).toBeLessThanOrEqual(3);
  });
});

describe('the watching summary', () => {
  it('is eight lines: how the pools stand, what will come, and how to have less of it', () => {
    const { text } = renderNotification(watchingSummary(), {
      ...RICHEST,
      place: createCardPlace('https://vhdwatch.example', '/vhdwatch'),
    });
    expect(text.split('\n').length).toBeLessThanOrEqual(8);
    expect(text).toContain('What comes here: a message when AKS publishes a Windows node image');
    expect(text).toContain('/vhdwatch subscribe: choose what comes here, or less');
  });

  it('says in its first line how the pools stand, and then what is newest', () => {
    const { text } = renderNotification(watchingSummary());
    expect(text.split('\n')[0]).toBe('vhdwatch watches 9 Windows node pools: 1 unsupported, 4 behind');
    expect(text).toContain('Windows Server 2025 26100.33158.260715');
  });

  it('counts what is left to AKS apart, and names none of it as furthest behind', () => {
    const [first, ...others] = pools(4);
    const images = [image({ pools: [{ ...first!, isLeftToAks: true, daysBehind: 300 }, ...others] })];
    const { text } = renderNotification(watchingSummary({ newestImages: images, leftToAks: 1 }));
    expect(text.split('\n')[0]).toBe('vhdwatch watches 9 Windows node pools: 1 unsupported, 4 behind (1 left to AKS)');
    expect(text).toMatch(/Furthest behind: (?!.*300 days|.* more)/);
  });

  it('says when nothing is registered yet', () => {
    expect(renderNotification(watchingSummary({ clusters: 0 })).text).toContain('no cluster is registered yet');
  });
});

describe('the upgrade reminder', () => {
  const blocksOf = (count: number, detail: (typeof TABLE_DETAILS)[number] = 'data_table') =>
    renderNotification(upgradeReminder(count, { retirementsAhead: [] }), { ...RICHEST, detail }).blocks;
  const typesOf = (count: number, detail?: (typeof TABLE_DETAILS)[number]) =>
    blocksOf(count, detail).map((block) => block.type);

  it('draws the worst pool in words and the others as a table, as rich as asked', () => {
    expect(typesOf(1)).not.toContain('data_table');
    expect(typesOf(2)).toContain('data_table');
    expect(typesOf(6, 'table')).toContain('table');
    expect(typesOf(6, 'lines')).not.toContain('table');
  });

  it.each(TABLE_DETAILS)('accounts for each of 500 pools as %s: shown or counted', (detail) => {
    const json = JSON.stringify(blocksOf(500, detail));
    const shown = new Set(json.match(/prod-eu-\d+\/winnp/g)).size;
    const counted = Number(/and (\d+) more"/.exec(json)?.[1]);
    expect(shown).toBeGreaterThan(10);
    expect(shown + counted).toBe(500);
  });

  it('has about eight lines, however many pools', () => {
    expect(blocksOf(500).length).toBeLessThanOrEqual(8);
  });

  it('says how many pools need which image by when, and why', () => {
    const backlog = {
      cumulativeUpdates: [],
      securityUpdates: ['KB5063880'],
      cves: [],
      runtime: null,
      baseImages: [],
      unread: 0,
    };
    const items = [reminderItem(1, { backlog }), reminderItem(2)];
    expect(firstLine(upgradeReminder(0, { items }))).toBe(
      '2 pools need the July image by 13 Aug 2026: security update KB5063880',
    );
  });

  it('says what an upgrade brings where there is one to take', () => {
    const backlog = {
      cumulativeUpdates: ['KB5063880'],
      securityUpdates: [],
      cves: [],
      runtime: null,
      baseImages: [],
      unread: 0,
    };
    const said = (given: object) => renderNotification(upgradeReminder(0, { items: [reminderItem(1, given)] })).text;
    expect(said({ backlog })).toContain('The upgrade brings');
    expect(said({ backlog, targetVersion: null })).not.toContain('The upgrade brings');
    const runtime = { from: 'containerd 1.7.20', to: 'containerd 2.0.4' };
    const more = { cves: ['CVE-2026-1234'], runtime, baseImages: ['servercore:ltsc2022'], unread: 2 };
    expect(said({ backlog: { ...backlog, cumulativeUpdates: [], ...more } })).toContain(
      'The upgrade brings fixes of CVE-2026-1234, containerd 1.7.20 → containerd 2.0.4 and newer base images (servercore:ltsc2022) (the notes of 2 images between are not read yet)',
    );
  });

  it('says that it is late, and that there is nothing to do', () => {
    expect(renderNotification(upgradeReminder(3, { late: true })).text).toContain(
      'Jul 2026 (late: vhdwatch was not running on its day)',
    );
    expect(firstLine(upgradeReminder(0))).toBe('Nothing to do: every Windows node pool is up to date');
  });

  it('says of 500 pools what fits into the text: pools first, then what retires, and counts the rest', () => {
    const { text } = renderNotification(upgradeReminder(500));
    const shown = new Set(text.match(/prod-eu-\d+\/winnp/g)).size;
    expect(shown).toBeGreaterThan(30);
    expect(text).toContain(
      `\nand ${500 - shown} more\nAhead: <https://github.com/Azure/AKS/releases/tag/2026-07-17|Windows Server 2022 retires`,
    );
  });

  it('says once what is the same for several pools, where the worst of them stands, and names each', () => {
    const older = { currentVersion: '20348.4893.260311' };
    const items = [
      reminderItem(1),
      reminderItem(2),
      reminderItem(3, older),
      ...[4, 5].map((index) => reminderItem(index)),
    ];
    const { text } = renderNotification(upgradeReminder(0, { items }));
    expect(text.split('\n').filter((line) => line.startsWith('• '))).toEqual([
      expect.stringMatching(/^• prod-eu-2\/winnp, prod-eu-4\/winnp and prod-eu-5\/winnp · due 13 Aug 2026 · medium: /),
      expect.stringMatching(/^• prod-eu-3\/winnp · due 13 Aug 2026 · medium: .* 20348\.4893\.260311 → /),
    ]);
  });

  it('stays short: the same for a dozen pools takes no more than 140 words', () => {
    const { text } = renderNotification(upgradeReminder(13));
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(140);
  });

  it('counts pools and clusters apart, each once, and the counts add up', () => {
    const traits = { settledBy: null, isEnd: true, isOptional: false, escalatesBy: 'due-date' } as const;
    const end = (due: string) => [finding({ due, traits, summary: 'Kubernetes 1.34 leaves support.' })];
    const items = [
      reminderItem(1),
      reminderItem(2, { nodePool: null, targetVersion: null, currentVersion: null, findings: end('2026-07-01') }),
      reminderItem(3, { nodePool: null, targetVersion: null, currentVersion: null, findings: end('2026-11-30') }),
    ];
    const { text } = renderNotification(upgradeReminder(0, { items, plannedOn: '2026-07-20' }));
    expect(text.split('\n').slice(0, 2)).toEqual([
      'prod-eu-1/winnp needs the July image by 13 Aug 2026; 2 others below',
      'Upgrade reminder, Jul 2026: 1 behind, 1 past support and 1 with support ending',
    ]);
    expect(text).toContain('• prod-eu-3 · due 30 Nov 2026 · medium: Kubernetes 1.34 leaves support');
  });

  it('asks for no image where the one that runs was never reported', () => {
    const { text } = renderNotification(upgradeReminder(0, { items: [reminderItem(1, { currentVersion: null })] }));
    expect(text).toContain('image not reported');
    expect(text).not.toMatch(/not reported →|needs the July image/);
  });

  it('says once of pools that were done together what they run since when, and counts those that it does not name', () => {
    const settled = { how: 'done', on: '2026-07-22', version: '20348.5386.260715' } as const;
    const others = [
      reminderItem(3, { settled: { ...settled, on: '2026-07-23' } }),
      reminderItem(4, { settled: { ...settled, how: 'gone' } }),
    ];
    const items = [reminderItem(1, { settled }), reminderItem(2, { settled }), ...others];
    expect(renderNotification(upgradeReminder(0, { items })).text).toContain(
      'Done: prod-eu-1/winnp and prod-eu-2/winnp run 20348.5386.260715 since 22 Jul 2026; prod-eu-3/winnp runs 20348.5386.260715 since 23 Jul 2026; prod-eu-4/winnp is gone, or belongs to another channel, since 22 Jul 2026',
    );
    const many = Array.from({ length: 9 }, (_, index) => reminderItem(index + 1, { settled }));
    expect(renderNotification(upgradeReminder(0, { items: many })).text).toMatch(
      /prod-eu-6\/winnp run 20348\.5386\.260715 since 22 Jul 2026; and 3 more$/m,
    );
  });

  it('says of what is done whom it was about, and draws no picture of before it was', () => {
    const settled = { how: 'done', on: '2026-07-22', version: '20348.5386.260715' } as const;
    const week = { current: 0, behind: 2, unsupported: 0, unknown: 0 };
    const weeks = ['2026-07-06', '2026-07-13'].map((weekOn) => ({ ...week, weekOn }));
    const picture = { drawnOn: '2026-07-20', weeks, scope: 'shop' } as unknown as FleetPicture;
    const [done, open] = [reminderItem(1, { settled }), reminderItem(2)];
    const all = renderNotification(upgradeReminder(0, { items: [done], picture })).text;
    expect(all).toMatch(/^All done: 1 pool needs nothing more\n/);
    expect(all).not.toContain('Up to date');
    const some = renderNotification(upgradeReminder(0, { items: [done, open], picture })).text;
    expect(some).toMatch(/Up to date: .* and 0 of 2 when this was posted\./);
    const none = renderNotification(upgradeReminder(0, { items: [open], picture })).text;
    expect(none).toMatch(/Up to date: .* and 0 of 2 now\./);
  });

  it('shows what is pressing as due now, and the day ahead by which it has to be over', () => {
    const ended = [
      finding({ severity: 'high', due: '2027-05-15', summary: 'Windows Server 2019 is retired since 1 Mar 2026.' }),
    ];
    const items = [
      reminderItem(1, { findings: [finding({ severity: 'high', due: '2026-07-01' })] }),
      reminderItem(2, { findings: ended, targetVersion: null }),
      reminderItem(3, { isStopped: true, findings: [finding({ severity: 'low', due: '2026-06-09' })] }),
      reminderItem(4, {
        nodePool: null,
        findings: [
          finding({ severity: 'high', due: '2026-08-01', summary: 'Kubernetes 1.34 leaves support on 1 Aug 2026.' }),
        ],
      }),
      reminderItem(5, {
        isStopped: true,
        held: '20348.5386.260715',
        targetVersion: null,
        findings: [finding({ severity: 'low', brief: { ...finding().brief, isOnceStarted: true } })],
      }),
    ];
    const { text } = renderNotification(upgradeReminder(0, { items, plannedOn: '2026-07-20' }));
    expect(text).toMatch(/• prod-eu-2\/winnp · due now · high: .*; too late after 15 May 2027/);
    expect(text).toContain('• prod-eu-3/winnp · due once started · low');
    expect(text).toMatch(/• prod-eu-5\/winnp · due once started · low: .*; 20348\.5386\.260715 is on hold$/m);
    expect(text.match(/1 Aug 2026/g)).toHaveLength(1);
  });

  it('names what is behind and on no row, by who has it in hand', () => {
    const named = [{ clusterId: 'c', cluster: 'claims', nodePool: 'win' }];
    const resting = [
      { isLeftToAks: true, count: 3, named },
      { isLeftToAks: false, count: 1, named },
    ];
    const others = { unsupported: 0, behind: 4, leftToAks: 3, unknown: 0, current: 2 };
    expect(renderNotification(upgradeReminder(2, { others, resting, poolsOk: 2 })).text).toContain(
      '6 other Windows node pools: 3 behind, left to AKS (claims/win and 2 more); 1 behind, not pressing (claims/win); 2 up to date',
    );
  });

  it('says what is worst first, also where others need an image', () => {
    const worst = reminderItem(2, { nodePool: null, targetVersion: null, findings: [finding({ severity: 'high' })] });
    expect(firstLine(upgradeReminder(0, { items: [worst, reminderItem(1)] }))).toBe(
      'prod-eu-2: Runs an image that is 3 images and 91 days behind the newest; 1 other below',
    );
  });

  it('names the cluster alone where a finding concerns all of it', () => {
    const items = [reminderItem(1, { nodePool: null })];
    expect(firstLine(upgradeReminder(0, { items }))).toBe(
      'prod-eu-1: Runs an image that is 3 images and 91 days behind the newest',
    );
  });

  it('links to the page that has the rest, where its address is known', () => {
    const place = createCardPlace('https://vhdwatch.example/');
    const { blocks } = renderNotification(upgradeReminder(3), { ...RICHEST, place });
    expect(JSON.stringify(blocks)).toContain('<https://vhdwatch.example/fleet|Everything on the page>');
  });

  it('links to the page of the pool that it begins with, below the path of a proxy', () => {
    const place = createCardPlace('https://ops.example/vhdwatch/');
    const items = [reminderItem(1, { cluster: 'a/b', nodePool: 'npwin' })];
    const { blocks } = renderNotification(upgradeReminder(0, { items }), { ...RICHEST, place });
    expect(JSON.stringify(blocks)).toContain('https://ops.example/vhdwatch/clusters/a%2Fb/npwin');
  });
});

describe('what to run', () => {
  const plan = (...steps: readonly Step[]) => {
    const stage = { stage: 'image', severity: 'high', rules: [], topics: [], by: 'you', note: null } as const;
    const stages = [{ ...stage, nodePool: 'npwin', steps }];
    return { kind: 'commands' as const, pools: [{ cluster: 'shop', nodePool: 'npwin', stages }] };
  };

  it('is shown as it is, with an @ that must stay an @', () => {
    const commands = ["az aks nodepool upgrade --name 'a@here&b'"];
    const { blocks } = renderNotification(plan({ title: 'Upgrade.', kind: 'now', commands }));
    expect(literalTexts(blocks)).toContain("az aks nodepool upgrade --name 'a@here&b'");
  });

  it('is never half of a step', () => {
    const commands = ['az one', `az two ${'x'.repeat(6_600)}`];
    const json = drawn(plan({ title: 'Upgrade.', kind: 'now', commands }));
    expect(json).not.toContain('az one');
    expect(json).toContain('1 set of commands left out for length');
  });

  it('is a plan of steps, each with when it may be taken', () => {
    const steps: readonly Step[] = [
      { title: 'Ask what Azure offers.', kind: 'now', commands: ['az one'] },
      { title: 'Delete the old pool.', kind: 'irreversible', commands: ['az two'] },
    ];
    expect(renderNotification(plan(...steps)).text.split('\n')).toEqual([
      'What to do for shop/npwin in 2 steps',
      'Node image',
      '1. Ask what Azure offers.',
      'Run: `az one`',
      '2. Delete the old pool. (cannot be undone)',
      'Run: `az two`',
    ]);
  });
});

it('says what retires in words: subjects, phases, bounds and doubts', () => {
  const line = (changes: Parameters<typeof retirement>[0]) => {
    const { previousDate: _, ...fresh } = retirement({ pools: [], ...changes });
    const [said = ''] = renderNotification(
      releaseNews({ images: [], retirements: [{ ...fresh, ...('previousDate' in (changes ?? {}) ? changes : {}) }] }),
    ).text.split('\n');
    return said;
  };
  expect([
    line({ date: '2027-03' }),
    line({ subject: 'Kubernetes/1.30', phase: 'lts-only', date: '2026-07-31' }),
    line({ subject: 'WindowsFeature/DockerRuntime', phase: 'removal', date: null }),
    line({ subject: 'Windows2019', phase: 'removal', date: null, fromKubernetes: '1.33' }),
    line({ date: '2025-01-01', doubt: 'past-date' }),
    line({ previousDate: null }),
    line({ phase: 'something-new' as never, date: null, subject: 'Windows27842' }),
  ]).toEqual([
    'Windows Server 2022 retires on 31 Mar 2027',
    'Kubernetes 1.30 is supported with LTS only on 31 Jul 2026',
    'Docker Runtime on Windows is removed, no date given',
    'Windows Server 2019 is removed from Kubernetes 1.33',
    'Windows Server 2022 retires on 1 Jan 2025 (as the note says; probably mistyped)',
    'Windows Server 2022 retires: no date → 30 Jun 2028',
    'Windows build 27842 changes, no date given',
  ]);
});

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/domain/finding.ts';
import { countBlockText } from '../../../../src/surfaces/slack/messages/fit-blocks.ts';
import { renderNotification } from '../../../../src/surfaces/slack/messages/render-notification.ts';
import { TABLE_DETAILS } from '../../../../src/surfaces/slack/messages/slack-message.ts';
import { validateMessage } from '../../../../src/surfaces/slack/messages/validate-blocks.ts';
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
    const message = renderNotification(content, detail);
    expect(validateMessage(message)).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(3_000);
    expect(message.blocks.length).toBeLessThanOrEqual(50);
    expect(countBlockText(message.blocks)).toBeLessThanOrEqual(10_000);
  });

  it('pings nobody and links only to the web', () => {
    const message = renderNotification(content);
    for (const text of [message.text, ...mrkdwnTexts(message.blocks)]) {
      expect(text.replace(/<!date\^[^>]*>/g, '')).not.toMatch(/<[!@#]|@(?:here|channel|everyone)/);
      expect(text).not.toMatch(/<(?!https?:\/\/|!date\^)/);
    }
    const urls = JSON.stringify(message.blocks).match(/"url":"[^"]*"/g) ?? [];
    for (const url of urls) expect(url).toMatch(/^"url":"https?:\/\//);
    expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(?:broadcast|user|usergroup|channel)"/);
  });

  it('holds no invisible characters, half characters or half entities', () => {
    const message = renderNotification(content);
    for (const text of [message.text, ...literalTexts(message.blocks)]) {
      expect(text.replace(/@\u2060/g, '@')).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2060-\u2069\uFEFF]/);
      expect(text.isWellFormed()).toBe(true);
    }
    expect(message.text).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });
});

it.each(SMALL)('looks as reviewed: %s', async (name, content) => {
  const { text, blocks } = renderNotification(content);
  const seen = [text, ...blocks.map((block) => JSON.stringify(block))].join('\n');
  await expect(`${seen}\n`).toMatchFileSnapshot(`./snapshots/${name.replaceAll(' ', '-')}.txt`);
});

describe('release news', () => {
  it('says the point in the first line: images, release, pools, retirements', () => {
    const [first] = renderNotification(releaseNews()).text.split('\n');
    expect(first).toBe(
      'New Windows node images in AKS release 2026-07-17: Windows Server 2022 20348.5386.260715, ' +
        'Windows Server 2025 26100.33158.260715 and Windows Server 2019 17763.8389.260715; ' +
        '3 of your node pools are behind; Windows Server 2022 retires: 15 Mar 2027 → 30 Jun 2028',
    );
  });

  it('says that a release was edited', () => {
    const { text, blocks } = renderNotification(releaseNews({ edited: true, images: [image()], retirements: [] }));
    expect(text).toContain('which was edited');
    expect(JSON.stringify(blocks[0])).toContain('AKS release 2026-07-17 was edited: 1 new Windows node image');
  });

  it('counts a pool once, however many images it is behind', () => {
    const both = [image(), image({ version: '20348.5300.260701' })];
    expect(renderNotification(releaseNews({ images: both })).text).toContain('2 of your node pools are behind');
  });

  it('does not count a pool that already runs the image', () => {
    const own = image({ pools: pools(2, { version: '20348.5386.260715', imagesBehind: 0, daysBehind: 0 }) });
    const { text } = renderNotification(releaseNews({ images: [own], retirements: [] }));
    expect(text).toContain('none of your node pools is behind');
    expect(text).not.toContain('prod-eu-1');
  });

  it('names a pool whose image was never reported', () => {
    const own = image({ pools: pools(1, { version: null, imagesBehind: 0, daysBehind: 0 }) });
    expect(renderNotification(releaseNews({ images: [own] })).text).toContain('prod-eu-1/winnp has no reported image');
  });

  it('keeps retirements and the link in the text of 500 pools, and counts the pools that are left out', () => {
    const { text } = renderNotification(releaseNews({ images: [image({ pools: pools(500) })] }));
    expect(text).toContain('500 of your node pools are behind');
    expect(text).toContain('and 492 more pools');
    expect(text).toContain('15 Mar 2027 → 30 Jun 2028');
    expect(text).toContain('<https://github.com/Azure/AKS/releases/tag/2026-07-17|');
  });

  it('counts what did not fit at the end of the text', () => {
    const retirements = Array.from({ length: 60 }, (_, index) =>
      retirement({ subject: `WindowsFeature/Feature${index}`, pools: pools(9) }),
    );
    const { text, blocks } = renderNotification(releaseNews({ images: [], retirements }));
    const shown = text.match(/^• /gm)?.length ?? 0;
    // The link to the note comes after the retirements, so it is one more line that is left out.
    expect(text.split('\n').at(-1)).toBe(`and ${60 - shown + 1} more`);
    expect(JSON.stringify(blocks)).toMatch(/and \d+ more/);
  });

  it('never shows half a group of commands', () => {
    const long = image({ pools: pools(1, { commands: ['az one', `az two ${'x'.repeat(1_600)}`] }) });
    const drawn = JSON.stringify(renderNotification(releaseNews({ images: [long], retirements: [] })).blocks);
    expect(drawn).not.toContain('az one');
    expect(drawn).toContain('1 set of commands left out for length');
  });

  it('shows commands as they are, with an @ that must stay an @', () => {
    const own = image({ pools: pools(1, { commands: ["az aks nodepool upgrade --name 'a@here&b'"] }) });
    const { blocks } = renderNotification(releaseNews({ images: [own] }));
    expect(literalTexts(blocks)).toContain("az aks nodepool upgrade --name 'a@here&b'");
  });

  it('tells the reader when the release was published, in their own zone', () => {
    const { blocks } = renderNotification(releaseNews());
    expect(JSON.stringify(blocks)).toContain('<!date^1784318700^{date_short_pretty}, {time}|17 Jul 2026, 20:05 UTC>');
  });
});

describe('the watching summary', () => {
  it('says in its first line what is newest and how the pools stand', () => {
    const [first] = renderNotification(watchingSummary()).text.split('\n');
    expect(first).toBe(
      'vhdwatch is watching AKS; newest Windows node images are Windows Server 2022 20348.5386.260715 and ' +
        'Windows Server 2025 26100.33158.260715; 4 of your 9 Windows node pools are behind, 1 out of support',
    );
  });

  it('says when nothing is registered yet', () => {
    expect(renderNotification(watchingSummary({ clusters: 0 })).text).toContain('no cluster is registered yet');
  });
});

describe('the upgrade reminder', () => {
  const typesOf = (count: number, detail?: 'data_table' | 'table' | 'lines') =>
    renderNotification(upgradeReminder(count), detail).blocks.map((block) => block.type);

  it('draws a table only for more than five pools, as rich as asked', () => {
    expect(typesOf(5)).not.toContain('data_table');
    expect(typesOf(6)).toContain('data_table');
    expect(typesOf(6, 'table')).toContain('table');
    expect(typesOf(6, 'lines')).not.toContain('table');
  });

  it.each(TABLE_DETAILS)('accounts for each of 500 pools as %s: shown or counted', (detail) => {
    const { blocks } = renderNotification(upgradeReminder(500, { retirementsAhead: [] }), detail);
    const drawn = JSON.stringify(blocks);
    const shown = new Set((detail === 'lines' ? drawn : JSON.stringify(blocks[2])).match(/prod-eu-\d+\/winnp/g)).size;
    const counted = Number(/and (\d+) more"/.exec(drawn)?.[1]);
    expect(shown).toBeGreaterThan(30);
    expect(shown + counted).toBe(500);
  });

  it('says that it is late, and that there is nothing to do', () => {
    expect(renderNotification(upgradeReminder(3, { late: true })).text).toContain('This reminder is late');
    expect(renderNotification(upgradeReminder(0)).text).toContain(
      'nothing to do, every Windows node pool is up to date',
    );
  });

  it('says everything of 500 pools that fits into the text: pools first, then what retires, and counts the rest', () => {
    const { text } = renderNotification(upgradeReminder(500));
    const shown = text.match(/^• prod-eu/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(5);
    expect(text).toContain(`\nand ${500 - 1 - shown} more\n• Windows Server 2022 retires`);
  });

  it('shows the commands of the worst finding first, and others where there is room', () => {
    const long = finding({ summary: 'Move it.', commands: [`az long ${'x'.repeat(1_500)}`] });
    const both = [finding(), finding({ summary: 'The same again.' }), long];
    const drawn = (count: number) =>
      JSON.stringify(
        renderNotification(
          upgradeReminder(0, {
            items: Array.from({ length: count }, (_, index) => reminderItem(index + 1, { findings: both })),
          }),
        ).blocks,
      );
    expect(drawn(1)).toMatch(/# Runs an image that is 3 images.*# Move it\.\\naz long/);
    expect(drawn(1)).not.toContain('# The same again');
    expect(drawn(5)).not.toContain('az long');
    expect(drawn(5).match(/1 more set of commands left out for length/g)).toHaveLength(5);
  });

  it('shows what to run for what must be done, and for what is only good to know where that is all', () => {
    const optional = finding({ rule: 'recommended-os-sku', severity: 'info', commands: ['az aks nodepool add'] });
    const drawn = (findings: readonly Finding[]) =>
      JSON.stringify(renderNotification(upgradeReminder(0, { items: [reminderItem(1, { findings })] })));
    expect(drawn([finding(), optional])).toContain('nodepool upgrade');
    expect(drawn([finding(), optional])).not.toContain('az aks nodepool add');
    expect(drawn([optional])).toContain('az aks nodepool add');
  });

  it('counts pools and clusters apart', () => {
    const items = [reminderItem(1), reminderItem(2), reminderItem(2, { nodePool: null })];
    expect(renderNotification(upgradeReminder(0, { items })).text).toContain(
      '2 Windows node pools and 1 cluster need attention, worst first: prod-eu-1/winnp runs',
    );
  });

  it('names the cluster alone where a finding concerns all of it', () => {
    const items = [reminderItem(1, { nodePool: null })];
    expect(renderNotification(upgradeReminder(0, { items })).text).toContain(
      '1 cluster needs attention: prod-eu-1: Runs an image',
    );
  });
});

it('says what retires in words: subjects, phases, bounds and doubts', () => {
  const line = (changes: Parameters<typeof retirement>[0]) => {
    const { previousDate: _, ...fresh } = retirement({ pools: [], ...changes });
    return renderNotification(
      releaseNews({ images: [], retirements: [{ ...fresh, ...('previousDate' in (changes ?? {}) ? changes : {}) }] }),
    ).text.split('\n')[1];
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
    '• Windows Server 2022 retires in Mar 2027',
    '• Kubernetes 1.30 is supported with LTS only on 31 Jul 2026',
    '• Docker Runtime on Windows is removed, no date given',
    '• Windows Server 2019 is removed from Kubernetes 1.33',
    '• Windows Server 2022 retires on 1 Jan 2025 (as the note says; probably mistyped, since that is past)',
    '• Windows Server 2022 retires: no date → 30 Jun 2028',
    '• Windows build 27842 changes, no date given',
  ]);
});

import { describe, expect, it } from 'vitest';
import type { PlannedStage } from '../../src/domain/cluster-plan.ts';
import { createCardPlace } from '../../src/messages/card.ts';
import { PLAIN_WRITER, writeText } from '../../src/messages/card-text.ts';
import { composeCard, keyOfPoolChoice, listOpenPools, listPoolsOfMessage } from '../../src/messages/message-kinds.ts';
import { createCommandsCard } from '../../src/messages/plan-card.ts';
import { reminderItem, upgradeReminder } from '../surfaces/slack/sample-contents.ts';

const DONE = { how: 'done', on: '2026-08-02', version: '20348.5386.260715' } as const;

describe('pools of a message', () => {
  it('are offered while they are open, and stay what the message is about', () => {
    const content = upgradeReminder(0, {
      items: [reminderItem(1), reminderItem(2, { settled: DONE }), reminderItem(3)],
    });
    expect(listPoolsOfMessage(content)).toHaveLength(3);
    expect(listOpenPools(content).map(({ cluster }) => cluster)).toEqual([
      reminderItem(1).cluster,
      reminderItem(3).cluster,
    ]);
  });

  it('keep their keys when others join, leave or change places', () => {
    const [first, second] = listPoolsOfMessage(upgradeReminder(2)).map(keyOfPoolChoice);
    const moved = upgradeReminder(0, { items: [reminderItem(5), reminderItem(2), reminderItem(1)] });
    expect(listPoolsOfMessage(moved).map(keyOfPoolChoice).slice(1)).toEqual([second, first]);
  });
});

describe('who is asked', () => {
  const secondLine = (changes: Parameters<typeof upgradeReminder>[1]) =>
    writeText(composeCard(upgradeReminder(2, changes))).split('\n')[1];

  it('is said below the first line by the names of the owners, and pings nobody', () => {
    const owners = [
      { owner: 'team-shop', clusters: ['shop', 'till', 'stock'] },
      { owner: 'Dana', clusters: ['billing'] },
      ...['U0KIM', '<@U0LEE|lee>'].map((owner) => ({ owner, clusters: ['billing'] })),
    ];
    expect(secondLine({ owners })).toBe('Upgrade reminder, Jul 2026 · Owners: team-shop, Dana and 2 people');
    expect(secondLine({ owners: owners.slice(0, 1) })).toBe('Upgrade reminder, Jul 2026 · Owner: team-shop');
    const many = ['a', 'b', 'c', 'd'].map((owner) => ({ owner, clusters: ['shop'] }));
    expect(secondLine({ owners: many })).toBe('Upgrade reminder, Jul 2026 · Owners: a, b, c and d');
    expect(JSON.stringify(composeCard(upgradeReminder(2, { owners })))).not.toMatch(/U0KIM|U0LEE|"person"/);
  });

  it('stands behind each pool where there are several owners', () => {
    const [first, second] = upgradeReminder(2).items;
    const owners = [
      { owner: 'team-shop', clusters: [first?.cluster ?? ''] },
      { owner: '*Dana*', clusters: [second?.cluster ?? ''] },
      { owner: 'U0KIM', clusters: [second?.cluster ?? ''] },
    ];
    const said = (some: typeof owners) => writeText(composeCard(upgradeReminder(2, { owners: some })), PLAIN_WRITER);
    expect(said(owners)).toMatch(/winnp of team-shop \(medium\): [\s\S]*winnp of \*Dana\* · due /);
    expect(said(owners.slice(0, 1))).not.toContain(' of team-shop');
  });

  it('does not stand there where the name of the cluster says it', () => {
    const [first, second] = upgradeReminder(2).items;
    const owners = [
      { owner: 'Prod', clusters: [first?.cluster ?? ''] },
      { owner: 'pro', clusters: [second?.cluster ?? ''] },
    ];
    const said = writeText(composeCard(upgradeReminder(2, { owners })), PLAIN_WRITER);
    expect(said).toMatch(/^prod-eu-1\/winnp \(medium\): /m);
    expect(said).toMatch(/^• prod-eu-2\/winnp of pro · due /m);
  });

  it('is said to be nobody, with what to do about that', () => {
    expect(secondLine({ owners: [] })).toBe(
      'Upgrade reminder, Jul 2026 · Owner: nobody is named; press Assign to say who does it',
    );
  });

  it('is whoever took it, and what they said stands there too', () => {
    const ann = { id: 'U0ANN', name: 'Ann' };
    const assigned = { to: ann, by: ann, at: '2026-08-02T10:00:00Z' };
    const snoozed = {
      by: { id: 'U0BOB', name: 'Bob' },
      untilOn: '2026-09-03',
      reason: 'freeze',
      at: '2026-08-02T10:00:00Z',
    };
    const progress = { assigned, snoozed, acknowledged: null };
    expect(secondLine({ owners: [{ owner: 'Dana', clusters: ['shop'] }], progress })).toBe(
      'Upgrade reminder, Jul 2026 · Assigned to Ann · Snoozed until 3 Sep 2026 by Bob: freeze',
    );
  });
});

function stage(changes: Partial<PlannedStage>): PlannedStage {
  const steps = [{ title: 'Look.', kind: 'now', commands: ['az one'] }] as const;
  return {
    stage: 'image',
    nodePool: 'npwin',
    severity: 'medium',
    rules: ['r'],
    topics: ['a newer node image'],
    by: 'you',
    note: null,
    steps,
    ...changes,
  };
}

function said(stages: readonly PlannedStage[]): readonly string[] {
  const card = createCommandsCard(
    { kind: 'commands', pools: [{ cluster: 'shop', nodePool: 'npwin', stages }] },
    createCardPlace('https://ops.example'),
  );
  return writeText(card).split('\n');
}

describe('the plan that a button answers', () => {
  const PAGE = 'The whole plan (https://ops.example/clusters/shop/npwin)';

  it('says of each part what it is of, who does it, and what comes first', () => {
    const first = stage({ stage: 'unblock', nodePool: 'npold', note: 'This comes first.', steps: [] });
    expect(said([first, stage({ stage: 'kubernetes', nodePool: null, by: 'the channel stable' }), stage({})])).toEqual([
      'What to do for shop/npwin in 2 steps',
      'Move to another Windows version, before Kubernetes (npold)',
      // A line that sends elsewhere says where that is.
      expect.stringMatching(/^This comes first\. · Its steps .*npold/),
      'Kubernetes (the whole cluster), by the channel stable',
      '1. Look.',
      'Run: az one',
      'Node image',
      '2. Look.',
      'Run: az one',
      PAGE,
    ]);
  });

  it('sends nobody elsewhere for a part of its own that has nothing to run', () => {
    const alone = stage({ stage: 'move', note: 'There is nothing to run for this.', steps: [] });
    expect(said([alone])).toEqual([
      'What to do for shop/npwin',
      'Move to another Windows version',
      'There is nothing to run for this.',
      PAGE,
    ]);
  });

  it('names what is not pressing, and shows it where it is all there is', () => {
    const later = stage({ stage: 'later', severity: 'info', topics: ['a newer Windows version', 'max surge'] });
    expect(said([stage({}), later]).at(-1)).toMatch(
      /^Not pressing: a newer Windows version and max surge · The whole plan/,
    );
    expect(said([later])).toEqual(['What to do for shop/npwin', 'When there is time', '1. Look.', 'Run: az one', PAGE]);
  });

  it('ends before a step that would not fit, and counts what is left', () => {
    const long = { title: 'Do.', kind: 'after-check', commands: ['x'.repeat(3_000)] } as const;
    const pools = [{ cluster: 'shop', nodePool: 'npwin', stages: [stage({ steps: [long, long, long, long] })] }];
    const { parts, foot } = createCommandsCard({ kind: 'commands', pools });
    expect(parts.filter(({ kind }) => kind === 'commands')).toHaveLength(2);
    expect(foot?.[0]).toEqual([{ kind: 'text', text: '2 more steps left out for length' }]);
  });

  it('says so where nothing is left to do', () => {
    expect(said([])).toEqual(['Nothing is left to do for shop/npwin, as reported last']);
  });
});

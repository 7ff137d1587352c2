import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppContext } from '../../src/app/app-context.ts';
import { replay } from '../../src/app/replay/replay.ts';
import { hasCorpus, openCorpusApp } from './open-corpus.ts';
import { createTeam } from './open-scenario.ts';

const TEAM = 'C0SHOPTEAM1';
/** In this autumn no release and no published note named an image for months; only build notes did. */
const WHOLE = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01'];
/** `npm run soak` plays all of it. */
const MONTHS = process.env['SOAK'] ? WHOLE : WHOLE.slice(0, 3);
const PERIOD = { from: `${MONTHS[0]}-01`, until: `${MONTHS.at(-1)}-31` };
const FLEET = createTeam({ web: '20348.4052.250823', jobs: '20348.4052.250823', core: '20348.4052.250823' });

describe.skipIf(!hasCorpus)('an autumn in which AKS says nothing (needs ../shared/corpus)', () => {
  let context: AppContext;
  beforeAll(async () => {
    context = await openCorpusApp(FLEET, '2026-02-01T12:00:00Z', '2025-07-01', ['vhd-notes', 'agent-baker']);
  });
  afterAll(() => context.store.close());

  /** What the team got, month by month: new messages, and replies in their threads. */
  async function play(upgradeAfterDays: number | null) {
    const messages = await replay(context, { ...PERIOD, upgradeAfterDays });
    const own = messages.filter(({ channel }) => channel === TEAM);
    return MONTHS.map((month) => {
      const all = own.filter(({ day }) => day.startsWith(month));
      const kinds = (operation: string) => all.filter((one) => one.operation === operation);
      return { month, posts: kinds('post'), replies: kinds('reply') };
    });
  }

  /** Each takes four seconds of processor time: `npm run soak` plays all. */
  const kinds: readonly (readonly [string, number | null])[] = [
    ['never', null],
    ...(process.env['SOAK'] ? ([['a month late', 30]] as const) : []),
  ];

  test.each(kinds)(
    'a team that upgrades %s is reminded in each month, and gets three messages at most',
    async (_, days) => {
      for (const { month, posts, replies } of await play(days)) {
        const reminders = posts.flatMap(({ content }) => (content.kind === 'upgrade-reminder' ? [content] : []));
        expect(reminders, month).toHaveLength(1);
        expect(posts.length, month).toBeLessThanOrEqual(3);
        expect(replies.length, month).toBeLessThanOrEqual(3);
        const summaries = reminders.flatMap(({ items }) => items.map(({ findings: [worst] }) => worst?.summary));
        expect(summaries, month).toHaveLength(3);
        // Silence is not health: whoever stayed on the image of July hears of its age, not that all is well.
        if (days === null && month >= '2025-11')
          for (const summary of summaries) expect(summary).toMatch(/past the 90 days/);
      }
    },
    60_000,
  );

  test.runIf(process.env['SOAK'])(
    'a team that upgrades at once gets three messages a month at most',
    async () => {
      for (const { month, posts } of await play(0)) expect(posts.length, month).toBeLessThanOrEqual(3);
    },
    60_000,
  );
});

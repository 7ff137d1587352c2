import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppContext } from '../../src/app/app-context.ts';
import { type ReplayedMessage, replay } from '../../src/app/replay/replay.ts';
import { hasCorpus, openCorpusApp } from './open-corpus.ts';
import { createTeam } from './open-scenario.ts';

const TEAM = 'C0SHOPTEAM1';
/** Two years take a minute of processor time: `npm run soak` plays them, else it is two months. */
const IS_SOAK = process.env['SOAK'] !== undefined;
const MONTHS = IS_SOAK ? 24 : 2;
const FROM = IS_SOAK ? '2023-09-01' : '2025-07-01';
/** On a machine that does other things as well. */
const TIMEOUT_MS = IS_SOAK ? 900_000 : 120_000;
/** What came long before the period takes half of the time to read, and says nothing in it. */
const READ_FROM = IS_SOAK ? '' : '2025-04-01';
/** Three pools; which image they run today does not matter to a replay. */
const FLEET = createTeam({ web: '20348.4052.250823', jobs: '20348.4052.250823', old: '17763.7678.250823' });

function byMonth(messages: readonly ReplayedMessage[], operation: 'post' | 'reply'): Map<string, ReplayedMessage[]> {
  const own = messages.filter((one) => one.channel === TEAM && one.operation === operation);
  return Map.groupBy(own, ({ at }) => at.slice(0, 7));
}

describe.skipIf(!hasCorpus)(
  'years of real releases for a team with three pools (needs ../shared/corpus)',
  { timeout: TIMEOUT_MS },
  () => {
    let context: AppContext;
    beforeAll(async () => {
      context = await openCorpusApp(FLEET, '2025-09-20T12:00:00Z', READ_FROM);
    }, TIMEOUT_MS);
    const played = new Map<number | null, Promise<readonly ReplayedMessage[]>>();
    const play = async (upgradeAfterDays: number | null) => {
      const known = played.get(upgradeAfterDays);
      const messages = known ?? replay(context, { from: FROM, until: '2025-09-19', upgradeAfterDays });
      played.set(upgradeAfterDays, messages);
      return messages;
    };
    afterAll(() => context.store.close());

    // That of a team which never upgrades is held by autumn.test.ts; in two months, one that does so at once hears of releases only.
    test.each([['a month late', 30] as const, ...(IS_SOAK ? [['at once', 0] as const, ['never', null] as const] : [])])(
      'upgrading %s, it gets at most three messages a month, one reminder among them, and three replies',
      async (_, days) => {
        const months = byMonth(await play(days), 'post');
        expect(Math.max(...[...months.values()].map((own) => own.length))).toBeLessThanOrEqual(3);
        const replies = byMonth(await play(days), 'reply');
        expect(Math.max(0, ...[...replies.values()].map((own) => own.length))).toBeLessThanOrEqual(3);
        for (const own of months.values())
          expect(own.filter(({ content }) => content.kind === 'upgrade-reminder').length).toBeLessThanOrEqual(1);
      },
    );

    test.runIf(IS_SOAK)(
      'that never upgrades is reminded in every month in which there is something to do',
      async () => {
        const messages = await play(null);
        const reminded = messages.filter(
          ({ channel, operation, content }) =>
            channel === TEAM && operation === 'post' && content.kind === 'upgrade-reminder',
        );
        expect(reminded.map(({ at }) => at.slice(0, 7))).toHaveLength(MONTHS);
      },
    );

    test('that upgrades a month late is told when each reminder is done', async () => {
      const messages = (await play(30)).filter(({ channel }) => channel === TEAM);
      const count = (kind: string, operation: string) =>
        messages.filter((message) => message.content.kind === kind && message.operation === operation).length;
      expect(count('reminder-done', 'reply')).toBeGreaterThan(MONTHS / 2 - 1);
      expect(count('reminder-done', 'reply')).toBeLessThanOrEqual(count('upgrade-reminder', 'post'));
    });

    test.runIf(IS_SOAK)(
      'that upgrades at once is reminded only to ask Azure, when nothing newer was heard of for two months',
      async () => {
        const messages = (await play(0)).filter(({ channel }) => channel === TEAM);
        const cards = messages.flatMap(({ content, operation }) =>
          content.kind === 'upgrade-reminder' ? [{ ...content, operation }] : [],
        );
        const summaries = cards.flatMap(({ items }) =>
          items.flatMap(({ findings, settled }) =>
            settled ? [] : findings.filter(({ severity }) => severity !== 'info').map(({ summary }) => summary),
          ),
        );
        const pressed = messages.flatMap(({ content }) =>
          content.kind === 'escalation' ? content.items.map(({ summary }) => summary) : [],
        );
        for (const summary of [...summaries, ...pressed])
          expect(summary).toMatch(/ days old.*no newer one is known.*ask Azure/);
        expect(cards.filter(({ operation }) => operation === 'post').length).toBeLessThanOrEqual(2);
        expect(
          messages.filter(({ content, operation }) => content.kind === 'escalation' && operation === 'post'),
        ).toEqual([]);
      },
    );
  },
);

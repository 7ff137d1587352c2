import { replay } from '../src/app/replay/replay.ts';
import { hasCorpus, openCorpusApp } from '../test/scenarios/open-corpus.ts';
import { createTeam } from '../test/scenarios/open-scenario.ts';

/**
 * How much a team with three pools hears in two years of real releases, by how it upgrades:
 * `node bench/measure-noise.ts`, with the corpus of release notes beside the repository.
 */
const TEAM = 'C0SHOPTEAM1';
const [FROM, UNTIL, NOW] = ['2023-09-01', '2025-08-31', '2025-09-20T12:00:00Z'];
const TEAMS: readonly (readonly [name: string, upgradeAfterDays: number | null])[] = [
  ['at once', 0],
  ['in a week', 7],
  ['never', null],
];
const FLEET = createTeam({ web: '20348.4052.250823', jobs: '20348.4052.250823', old: '17763.7678.250823' });

/** Mean and most of a month. */
function describeMonths(counts: readonly number[]): string {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return `${mean.toFixed(1)} a month, at most ${Math.max(...counts)}`;
}

function listMonths(): readonly string[] {
  const months: string[] = [];
  for (let at = new Date(`${FROM}T00:00:00Z`); at <= new Date(UNTIL); at.setUTCMonth(at.getUTCMonth() + 1))
    months.push(at.toISOString().slice(0, 7));
  return months;
}

async function measure(): Promise<void> {
  const context = await openCorpusApp(FLEET, NOW, '');
  for (const [name, upgradeAfterDays] of TEAMS) {
    const all = await replay(context, { from: FROM, until: UNTIL, upgradeAfterDays });
    const own = all.filter(({ channel }) => channel === TEAM);
    const byMonth = (operation: string) =>
      listMonths().map((month) => own.filter((one) => one.operation === operation && one.at.startsWith(month)).length);
    console.log(`upgrades ${name}:`);
    for (const operation of ['post', 'reply', 'update']) {
      const kinds = Map.groupBy(
        own.filter((one) => one.operation === operation),
        ({ content }) => content.kind,
      );
      const words = [...kinds].map(([kind, some]) => `${kind} ${some.length}`).join(', ');
      console.log(`  ${operation}: ${describeMonths(byMonth(operation))} (${words || 'none'})`);
    }
    if (process.argv.includes('--full'))
      for (const { at, operation, content } of own) console.log(`    ${at.slice(0, 10)} ${operation} ${content.kind}`);
  }
  context.store.close();
}

if (hasCorpus) await measure();
else console.log('There is no corpus of release notes beside the repository: nothing to play.');

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CrashPoint,
  type CrashRun,
  type CrashWorld,
  forEachOf,
  startCrashWorld,
} from '../support/crash-harness.ts';
import type { FakeRelease } from '../support/fake-github.ts';
import type { FakeSlackFault } from '../support/fake-slack.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { createSampleFleet } from '../support/sample-fleet.ts';
import { announceImage, createNewRelease, createNote } from '../support/sample-notes.ts';

interface Scenario {
  readonly name: string;
  readonly command: 'poll' | 'remind';
  /** What the feed has by then. */
  readonly news: FakeRelease | null;
  /** Only in `npm run soak`. */
  readonly onlyFull?: boolean;
}

const EDITED = {
  ...createNewRelease(),
  body: createNote([announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')]),
};
/** Each kill is a database, two processes and their fakes: all of them are for `npm run soak`. */
const FULL = process.env['SOAK'] !== undefined;

/** Each on the database that the ones before it left. */
const ALL: readonly Scenario[] = [
  { name: 'the first poll', command: 'poll', news: null, onlyFull: true },
  { name: 'a new release', command: 'poll', news: createNewRelease() },
  { name: 'an edited release', command: 'poll', news: EDITED, onlyFull: true },
  { name: 'the monthly reminder', command: 'remind', news: EDITED },
];
const SCENARIOS = ALL.filter(({ onlyFull = false }) => FULL || !onlyFull);

const worlds: CrashWorld[] = [];

async function createWorld(from?: CrashWorld, scenario?: Scenario): Promise<CrashWorld> {
  const world = await startCrashWorld(from);
  worlds.push(world);
  if (scenario?.news) world.github.releases.unshift(scenario.news);
  return world;
}

/** Kills before and after every commit; unless in full, one of each sort: around a commit after a request, and after another. */
function listCrashPoints({ commits }: CrashRun): CrashPoint[] {
  const all = commits.flatMap(({ afterRequest }, index): (CrashPoint & { readonly sort: string })[] => [
    { when: 'before', commit: index + 1, sort: `before, ${afterRequest}` },
    { when: 'after', commit: index + 1, sort: `after, ${afterRequest}` },
  ]);
  const sorts = new Map(all.map((point) => [point.sort, point]));
  // What is not committed and followed no request is as if it had not begun.
  sorts.delete('before, false');
  return (FULL ? all : [...sorts.values()]).map(({ when, commit }) => ({ when, commit }));
}

/** What the channels hold after each kill and a second start. */
async function killEverywhere(
  from: CrashWorld,
  scenario: Scenario,
  points: readonly CrashPoint[],
): Promise<Record<string, readonly string[]>> {
  const seen: Record<string, readonly string[]> = {};
  await forEachOf(points, 3, async (point) => {
    const world = await createWorld(from, scenario);
    const { killed } = await world.run([scenario.command], point);
    await world.recover(scenario.command);
    seen[`${point.when} ${point.commit}${killed ? '' : ' (not killed)'}`] = world.outcome();
    await world.close();
  });
  return seen;
}

afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
});

describe('killed around its commits and started again', () => {
  let before: CrashWorld;

  beforeAll(async () => {
    before = await createWorld();
    const { env, folder } = before;
    writeFileSync(join(folder, 'clusters.json'), JSON.stringify(createSampleFleet()));
    await runInProcess(['clusters', 'import', 'clusters.json'], { env, cwd: folder });
    if (!FULL) await before.recover('poll');
  });

  test.each(SCENARIOS)(
    '$name: every message is there exactly once',
    async (scenario) => {
      const unharmed = await createWorld(before, scenario);
      const run = await unharmed.run([scenario.command]);
      await unharmed.recover(scenario.command);
      const expected = unharmed.outcome();
      expect(expected.length).toBeGreaterThan(0);
      expect(run.commits.filter(({ afterRequest }) => afterRequest).length).toBeGreaterThan(0);
      const points = listCrashPoints(run);
      expect(await killEverywhere(before, scenario, points)).toEqual(
        Object.fromEntries(points.map(({ when, commit }) => [`${when} ${commit}`, expected])),
      );
      before = unharmed;
    },
    180_000,
  );
});

describe('killed while a request is on its way', () => {
  test.each([
    ['Slack takes the message', { kind: 'lost-answer' }],
    ['Slack does not take it', { kind: 'dropped' }],
  ] as readonly [string, FakeSlackFault][])('%s: it is there exactly once', async (_, fault) => {
    const world = await createWorld();
    const killed = world.runUntil(['poll'], (kill) => {
      world.slack.failWhen((method) => {
        if (method !== 'chat.postMessage') return null;
        kill();
        return fault;
      });
    });
    expect(await killed).toMatchObject({ killed: true });
    world.slack.failWhen(null);
    await world.recover('poll');
    expect(world.outcome()).toEqual(['C0PLATFORM watching']);
  });
});

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
  /** What is tried outside of `npm run soak`, which kills around every commit. */
  readonly kills: readonly CrashPoint[];
}

const EDITED = {
  ...createNewRelease(),
  body: createNote([announceImage('2022', '20348.5499.260812'), announceImage('2025', '26100.33296.260812')]),
};
/** Each kill is a process with its database and its fakes: all of them are for `npm run soak`. */
const FULL = process.env['SOAK'] !== undefined;

/** Each on the database that the ones before it left. */
const ALL: readonly Scenario[] = [
  { name: 'the first poll', command: 'poll', news: null, kills: [] },
  {
    name: 'a new release',
    command: 'poll',
    news: createNewRelease(),
    kills: [
      { when: 'after', commit: 'after-request' },
      { when: 'before', commit: 'after-message' },
      { when: 'after', commit: 'after-message' },
    ],
  },
  { name: 'an edited release', command: 'poll', news: EDITED, kills: [] },
  {
    name: 'the monthly reminder',
    command: 'remind',
    news: EDITED,
    // In this process: remind-due.test.ts ends a look at each of its commits.
    kills: [],
  },
];
const SCENARIOS = ALL.filter(({ kills }) => FULL || kills.length > 0);

const worlds: CrashWorld[] = [];

async function createWorld(from?: CrashWorld, scenario?: Scenario): Promise<CrashWorld> {
  const world = await startCrashWorld(from);
  worlds.push(world);
  if (scenario?.news) world.github.releases.unshift(scenario.news);
  return world;
}

/** Before and after every commit of a run that nobody killed. */
function listCrashPoints({ commits }: CrashRun): CrashPoint[] {
  expect(commits).toBeGreaterThan(1);
  return Array.from({ length: commits }, (_, index) => index + 1).flatMap((commit): CrashPoint[] => [
    { when: 'before', commit },
    { when: 'after', commit },
  ]);
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
      const points = FULL ? listCrashPoints(await unharmed.run([scenario.command])) : scenario.kills;
      await unharmed.recover(scenario.command);
      const expected = unharmed.outcome();
      expect(expected.length).toBeGreaterThan(0);
      expect(await killEverywhere(before, scenario, points)).toEqual(
        Object.fromEntries(points.map(({ when, commit }) => [`${when} ${commit}`, expected])),
      );
      before = unharmed;
    },
    180_000,
  );
});

// One that Slack took leaves what a kill before the next commit does; one that it did not take, what deliver.test.ts begins with.
describe.runIf(FULL)('killed while a request is on its way', () => {
  const FAULTS: readonly (readonly [string, FakeSlackFault])[] = [
    ['Slack does not take the message', { kind: 'dropped' }],
    ['Slack takes it', { kind: 'lost-answer' }],
  ];

  test.each(FAULTS)('%s: it is there exactly once', async (_, fault) => {
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

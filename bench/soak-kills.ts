import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/store/open-store.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../test/support/fake-github.ts';
import { type FakeSlack, type FakeSlackFault, startFakeSlack } from '../test/support/fake-slack.ts';
import { MIGRATIONS } from '../test/support/open-test-store.ts';
import { runInProcess } from '../test/support/run-in-process.ts';
import { makeFolder, type RunningService, startVhdwatch } from '../test/support/run-vhdwatch.ts';
import { createSampleFleet } from '../test/support/sample-fleet.ts';
import { announceImage, createNote, createSampleReleases } from '../test/support/sample-notes.ts';
import { waitUntil } from '../test/support/wait-until.ts';

/** How hard it is made. */
interface SoakOptions {
  readonly kills: number;
  readonly releases: number;
  readonly seed: number;
}

/** What came of it. */
interface SoakReport {
  readonly kills: number;
  readonly releases: number;
  /** Messages that the database says are due to somebody. */
  readonly planned: number;
  readonly posted: number;
  /** Planned and in no channel. */
  readonly lost: readonly string[];
  /** In a channel more than once. */
  readonly repeated: readonly string[];
  /** Releases that the main channel never heard of. */
  readonly untold: readonly string[];
  readonly calls: number;
  readonly answersLost: number;
  readonly refused: number;
  readonly late: number;
  readonly clockJumps: number;
  /** Why the service was not done in time, so that what waits counts as lost; `null` where it was. */
  readonly unfinished: string | null;
  /** Posts that came within a second of the one before. */
  readonly paceViolations: readonly string[];
  readonly seconds: number;
}

const CHANNEL = 'C0PLATFORM';
/** Longest life of a process, from its start. */
const LONGEST_LIFE_MS = 5_000;
/** How long the last one may take to do what is left, with the same Slack. */
const DRAIN_MS = 1_800_000;
const ANSWERS_LOST = 0.2;
const REFUSED = 0.1;
const LATE = 0.05;
const LATEST_MS = 29_000;
/** One life in so many is a sleep. */
const LIVES_PER_SLEEP = 16;
/** Longer than the lease, and than a lost message takes to settle. */
const SHORTEST_SLEEP_MS = 35_000;
const LONGEST_SLEEP_MS = 120_000;
/** One life in so many sees the clock set, so far ahead or back at most. */
const LIVES_PER_JUMP = 10;
const FURTHEST_JUMP_MS = 6 * 3_600_000;
const REFUSALS: readonly FakeSlackFault[] = [
  { kind: 'rate-limited', retryAfter: '1' },
  { kind: 'status', status: 503 },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'service_unavailable' },
  { kind: 'dropped' },
];

/**
 * `node bench/soak-kills.ts [KILLS] [SEED]`: kills the built service (`npm run build` first) at random instants under
 * load, with a Slack that loses 20 % of its answers, refuses 10 % and shows 5 % of the messages up to 29 seconds late, with a
 * second service beside it, services that are suspended up to two minutes and clocks that are set hours ahead or back; counts what was lost or repeated.
 */
async function soakKills(options: SoakOptions): Promise<SoakReport> {
  const random = createRandom(options.seed);
  const startedAt = Date.now();
  const github = await startFakeGitHub({ releases: createSampleReleases() });
  const slack = await startFakeSlack({ channels: [CHANNEL, 'C0BILLING1'] });
  const folder = makeFolder();
  const clock = createShiftedClock(join(folder.path, 'clock-shift'), random);
  const env = { ...createEnvironment(github, slack, folder.path), ...clock.env };
  const faults = spoilSlack(slack, random);
  try {
    writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
    await runInProcess(['clusters', 'import', 'clusters.json'], { env, cwd: folder.path });
    // Seeded unharmed: what appears before the first poll is no news.
    await runInProcess(['poll'], { env, cwd: folder.path });
    const versions = await killAgainAndAgain(options, {
      random,
      github,
      clock,
      start: () => startVhdwatch({ env, cwd: folder.path }),
    });
    clock.setRight();
    // What ran for an hour is not to end without its figures.
    const unfinished = await drain(env, folder.path).then(
      () => null,
      (error: unknown) => String(error),
    );
    const { kills, releases } = options;
    const seconds = (Date.now() - startedAt) / 1_000;
    return {
      ...compare(slack, env, versions),
      kills,
      releases,
      ...faults,
      unfinished,
      clockJumps: clock.jumps(),
      seconds,
    };
  } finally {
    await Promise.all([github.close(), slack.close()]);
    folder.remove();
  }
}

function createEnvironment(github: FakeGitHub, slack: FakeSlack, folder: string): Record<string, string> {
  return {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: CHANNEL,
    DATABASE_PATH: join(folder, 'vhdwatch.db'),
    PORT: '0',
    POLL_SCHEDULE: '*/1 * * * * *',
    LOG_LEVEL: 'error',
  };
}

/** Every method, the history too, loses and refuses. */
function spoilSlack(slack: FakeSlack, random: () => number) {
  const faults = { calls: 0, answersLost: 0, refused: 0, late: 0 };
  slack.failWhen((method) => {
    faults.calls += 1;
    const dice = random();
    if (dice < ANSWERS_LOST) {
      faults.answersLost += 1;
      return { kind: 'lost-answer' };
    }
    if (dice > 1 - LATE && method === 'chat.postMessage') {
      faults.late += 1;
      return { kind: 'late', afterMs: random() * LATEST_MS };
    }
    if (dice >= ANSWERS_LOST + REFUSED) return null;
    faults.refused += 1;
    return REFUSALS[Math.floor(random() * REFUSALS.length)] ?? null;
  });
  return faults;
}

interface SoakWorld {
  readonly random: () => number;
  readonly github: FakeGitHub;
  readonly clock: ReturnType<typeof createShiftedClock>;
  readonly start: () => RunningService;
}

/** The clock of every process that gets `env`. */
function createShiftedClock(file: string, random: () => number) {
  let jumps = 0;
  const shiftBy = (ms: number) => writeFileSync(file, String(Math.round(ms)));
  return {
    env: { NODE_OPTIONS: `--import=${new URL('./shifted-clock.mjs', import.meta.url).href}`, CLOCK_SHIFT: file },
    jump: () => {
      jumps += 1;
      shiftBy((random() * 2 - 1) * FURTHEST_JUMP_MS);
    },
    setRight: () => shiftBy(0),
    jumps: () => jumps,
  };
}

/** Returns the image version of each release that appeared meanwhile. */
async function killAgainAndAgain(
  { kills, releases }: SoakOptions,
  { random, github, clock, start }: SoakWorld,
): Promise<readonly string[]> {
  const versions: string[] = [];
  const second = start();
  for (let kill = 0; kill < kills; kill += 1) {
    const service = start();
    while (versions.length < ((kill + 1) * releases) / kills) versions.push(publish(github, versions.length));
    const lifeMs = random() * LONGEST_LIFE_MS;
    await sleep(lifeMs / 2);
    if (kill % LIVES_PER_JUMP === 0) clock.jump();
    await sleep(lifeMs / 2);
    if (kill % LIVES_PER_SLEEP === LIVES_PER_SLEEP - 1) {
      // Whichever has the work: the other takes over, and the sleeper wakes up in the middle of a message.
      for (const one of [service, second])
        await sleepThrough(one, SHORTEST_SLEEP_MS + random() * (LONGEST_SLEEP_MS - SHORTEST_SLEEP_MS));
    }
    await service.stop('SIGKILL');
  }
  await second.stop('SIGKILL');
  return versions;
}

async function sleepThrough({ child }: RunningService, ms: number): Promise<void> {
  child.kill('SIGSTOP');
  await sleep(ms);
  child.kill('SIGCONT');
}

function publish(github: FakeGitHub, number: number): string {
  const version = `20348.${5500 + number}.260812`;
  const publishedAt = new Date(Date.parse('2026-08-20T00:00:00Z') + number * 3_600_000).toISOString();
  github.releases.unshift(
    createFakeRelease({
      tag_name: `${publishedAt.slice(0, 10)}-${number}`,
      published_at: publishedAt,
      body: createNote([announceImage('2022', version)]),
    }),
  );
  return version;
}

/** The service goes on until everything is sent. */
async function drain(env: Record<string, string>, cwd: string): Promise<void> {
  const store = openStore({ path: env['DATABASE_PATH'] ?? '', migrations: MIGRATIONS, now: new Date() });
  const findSuccess = () => store.sources.find('aks-releases')?.lastSuccessAt;
  const before = findSuccess();
  const service = startVhdwatch({ env, cwd });
  try {
    // Another than before, not a later one: a clock that ran ahead left one that lies in the future.
    const polled = () => findSuccess() !== before;
    await waitUntil('what appeared last was read', polled, DRAIN_MS);
    const planned = () => store.documents.listUnread().length + store.changes.listUnplanned().length === 0;
    await waitUntil('what follows from it is planned', planned, DRAIN_MS);
    await waitUntil(
      'everything is sent',
      () => store.outbox.findNextDueAt(new Date().toISOString()) === null,
      DRAIN_MS,
    );
  } finally {
    store.close();
    await service.stop();
  }
}

function compare(slack: FakeSlack, env: Record<string, string>, versions: readonly string[]) {
  const store = openStore({ path: env['DATABASE_PATH'] ?? '', migrations: MIGRATIONS, now: new Date() });
  const planned = store.outbox
    .list(100_000)
    // What a clock ahead planned and nobody tried to send is said on its day.
    .filter(({ state, firstAttemptedAt }) => state !== 'dropped' || firstAttemptedAt !== null)
    .filter(({ operation }) => operation !== 'update')
    .map(({ channel, dedupeKey }) => `${channel} ${dedupeKey}`);
  store.close();
  const posted = slack
    .messages()
    .map(({ channel, metadata }) => `${channel} ${String(metadata?.event_payload['key'] ?? '')}`);
  const counts = Map.groupBy(posted, (message) => message);
  const texts = slack.messages(CHANNEL).map(({ text }) => text);
  return {
    planned: planned.length,
    posted: posted.length,
    lost: planned.filter((message) => !counts.has(message)),
    repeated: [...counts].filter(([, all]) => all.length > 1).map(([message]) => message),
    untold: versions.filter((version) => texts.filter((text) => text.includes(version)).length === 0),
    paceViolations: slack.paceViolations,
  };
}

/** Mulberry32: small, seeded, good enough to choose instants. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const report = await soakKills({ kills, seed, releases: Math.ceil(kills / 2) });
console.log(JSON.stringify(report, null, 2));
const { lost, repeated, untold, paceViolations, unfinished } = report;
const failures = [...lost, ...repeated, ...untold, ...paceViolations];
process.exitCode = failures.length > 0 || unfinished !== null ? 1 : 0;

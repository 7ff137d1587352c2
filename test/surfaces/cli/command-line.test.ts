import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StatusReport } from '../../../src/app/fleet/asked-status.ts';
import { runtimeProblem } from '../../../src/surfaces/cli/runtime-problem.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { startFakeSlack } from '../../support/fake-slack.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { type CommandResult, makeFolder, runVhdwatch } from '../../support/run-vhdwatch.ts';
import { createAzCluster, createAzPool, createSampleFleet } from '../../support/sample-fleet.ts';
import { announceImage, createNote, createSampleReleases } from '../../support/sample-notes.ts';

let github: FakeGitHub;
let folder: ReturnType<typeof makeFolder>;

beforeEach(async () => {
  github = await startFakeGitHub({ releases: createSampleReleases() });
  folder = makeFolder();
  writeFileSync(join(folder.path, 'clusters.json'), JSON.stringify(createSampleFleet()));
});
afterEach(async () => {
  await github.close();
  folder.remove();
});

function run(args: string, input?: string, env: Record<string, string> = {}): Promise<CommandResult> {
  const settings = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    LOG_LEVEL: 'silent',
    DATABASE_PATH: join(folder.path, 'vhdwatch.db'),
    ...env,
  };
  return runInProcess(args.split(' ').filter(Boolean), {
    cwd: folder.path,
    env: settings,
    ...(input === undefined ? {} : { input }),
  });
}

async function json(args: string, input?: string): Promise<unknown> {
  const { stdout, stderr, code } = await run(`${args} --json`, input);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout);
}

test.skipIf(!existsSync('/dev/full'))('output that cannot be written is one line and a failure', () => {
  const line = '"$1" dist/main.js --help > /dev/full';
  const { status, stderr } = spawnSync('sh', ['-c', line, 'sh', process.execPath], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^The output could not be written \(.*no space left.*\): .+\.\n$/),
  });
});

test('the line that the help of clusters add gives to type registers a cluster', async () => {
  const [, line = ''] = /^ {2}vhdwatch (clusters add .*)$/m.exec((await run('clusters add --help')).stdout) ?? [];
  expect(await run(line)).toMatchObject({ stderr: '', code: 0 });
});

test('what waits for the inbox goes there still once Slack is set, which hears nothing of it', async () => {
  const slack = await startFakeSlack({ paceMs: 0, channels: ['C0NEWS', 'C0BILLING1'] });
  const withSlack = { SLACK_BOT_TOKEN: slack.token, SLACK_API_URL: slack.apiUrl, SLACK_CHANNEL: 'C0NEWS' };
  await run('poll');
  await run('clusters import clusters.json');
  const { stderr, code } = await run('remind --force --json', undefined, withSlack);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(slack.requests.filter(({ args }) => args['channel'] === 'inbox')).toEqual([]);
  const states = JSON.parse((await run('outbox list --json', undefined, withSlack)).stdout) as { state: string }[];
  expect(states.map(({ state }) => state)).not.toContain('dead');
  await slack.close();
});

test('a day with the command line, as programs read it', async () => {
  expect(await json('clusters import clusters.json')).toEqual({
    clusters: 3,
    nodePools: 7,
    windowsNodePools: 4,
    workloads: 0,
    complete: true,
    rejected: [],
    notices: [],
    fleet: { current: 0, behind: 0, unsupported: 1, unknown: 3, leftToAks: 0 },
    knowsImages: false,
  });
  expect(await json('poll')).toMatchObject({
    queued: 1,
    delivered: 1,
    failed: 0,
    sources: [{ name: 'aks-releases', requests: 1, notModified: false, new: 3, changed: 0, error: null }, {}, {}, {}],
  });
  expect(await json('poll')).toMatchObject({
    queued: 0,
    sources: expect.arrayContaining([
      expect.objectContaining({ name: 'aks-releases', requests: 1, notModified: true, new: 0 }),
    ]),
  });
  expect(await json('images')).toMatchObject([
    {
      osSku: 'Windows2025',
      version: '26100.33158.260715',
      builtOn: '2026-07-15',
      announcedIn: '2026-07-17',
      state: 'newest',
      securityUpdates: null,
      cves: null,
    },
    { osSku: 'Windows2022', version: '20348.5386.260715', announcedAt: '2026-07-24T18:00:00.000Z', state: 'newest' },
    { osSku: 'Windows2022', version: '20348.5256.260610', state: 'superseded' },
    { osSku: 'Windows2019', version: '17763.8389.260210', state: 'newest' },
  ]);
  const ends = (await json('retirements')) as readonly { state: string; subject: string; pools: readonly string[] }[];
  expect(ends.filter(({ subject, ...end }) => subject === 'Windows2022' && 'date' in end)[0]).toMatchObject({
    phase: 'retirement',
    date: '2028-06-30',
    statedIn: '2026-06-19',
    quote: expect.stringContaining('2028'),
    state: 'ahead',
  });
  expect(ends.map(({ state }) => state)).toEqual(ends.map(({ state }) => state).sort());
  expect(await json('clusters list')).toMatchObject([{ name: 'billing' }, { name: 'legacy' }, { name: 'shop' }]);
  expect(await json('status --now 2026-08-20')).toMatchObject({
    clusters: 3,
    windowsNodePools: 4,
    current: 1,
    behind: 2,
    unsupported: 1,
  });
  expect(await json('remind --now 2026-08-19T23:00:00Z')).toEqual({ channels: [], queued: 0, delivered: 0 });
  const dry = (await run('remind --dry-run --now 2026-08-20')).stdout;
  expect(dry).toContain('== inbox: post upgrade-reminder');
  expect(dry).toContain('legacy/win19');
  expect(await json('remind --now 2026-08-20T09:00:00Z')).toEqual({
    channels: ['inbox', 'C0BILLING1'],
    queued: 2,
    delivered: 2,
  });
  expect((await run('remind --now 2026-08-21T09:00:00Z')).stdout).toMatch(/^No reminder is due: .* --force /);
  expect(await json('remind --now 2026-08-21T09:00:00Z')).toMatchObject({ queued: 0, delivered: 0 });
  expect(await json('remind --force --now 2026-08-21T09:00:00Z')).toMatchObject({ queued: 2, delivered: 2 });
  expect(await json('outbox list')).toHaveLength(5);
  expect((await run('outbox list')).stdout).toMatch(/^ID +STATE +CHANNEL +KIND .*\n\d+ +delivered +C0BILLING1 /);
  expect(await json('reparse')).toEqual({ documents: 3, changes: 0 });
  expect(await json('clusters remove legacy')).toMatchObject({ name: 'legacy' });
  expect(await json('clusters list')).toHaveLength(2);
});

test('the same for people: tables that fit and say what to do', async () => {
  expect((await run('status')).stdout).toContain('No clusters are registered: "az aks list -o json > clusters.json"');
  expect((await run('images')).stdout).toContain('run "vhdwatch poll" first');
  await run('clusters import clusters.json');
  const early = (await run('status --now 2026-08-20')).stdout;
  expect(early).toContain('No images are known yet');
  expect(early).not.toContain('no newer one');
  await run('poll');
  const status = (await run('status --commands --now 2026-08-20')).stdout;
  expect(status).toContain('4 Windows node pools in 3 clusters: 1 unsupported, 2 behind, 1 current');
  expect(status).toMatch(/az aks nodepool upgrade .*--node-image-only/);
  expect(status).not.toContain('nodepool delete');
  const steps = (await run('status --steps --now 2026-08-20')).stdout;
  const [, place = ''] = /^# ([a-z]+\/\w+): 1 of /m.exec(steps) ?? [];
  expect((await run(`status ${place} --now 2026-08-20`)).stdout).toContain(
    `\n\nWhat to do: "vhdwatch status ${place} --steps"\n`,
  );
  expect((await run(`status ${place} --steps --now 2026-08-20`)).stdout).not.toContain('What to do: ');
  expect(steps).toMatch(/^# \d\. Cannot be undone: .*delete it.*\n# {4}az aks nodepool delete/m);
  expect(steps).not.toMatch(/^az aks (nodepool delete|upgrade)/m);
  expect((await run('images')).stdout).toMatch(/OS SKU +VERSION +STATE +SECURITY\nWindows2025/);
  expect((await run('images')).stdout).toContain('built 15 Jul 2026, announced 24 Jul in release 2026-07-17');
  const ends = (await run('retirements --now 2026-08-20')).stdout;
  expect(ends).toMatch(/30 Jun 2028 +680 +Windows Server 2022 retires\n +[a-z]+\/\w+/);
  expect(ends).toMatch(
    /1 Jun 2027 +285 +Kubernetes 1\.35 and older are upgraded by AKS \(unless on LTS\)\n +[a-z]+\/\w+/,
  );
  expect(ends).toMatch(/… and \d+ of Kubernetes minors that no pool runs, \d+ past \(--all\)/);
  for (const line of ends.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  expect((await run('doctor')).stdout).toMatch(/database +ok/);
  const results = [...(await run('doctor')).stdout.matchAll(/ (failed|warning|ok) {2,}/g)].map(
    ([, result = '']) => result,
  );
  expect(results).toEqual(
    results.toSorted((one, other) => 'failed warning ok'.indexOf(one) - 'failed warning ok'.indexOf(other)),
  );
  expect((await run('clusters remove legacy')).stdout).toMatch(/^Forgot legacy \(\/subscriptions\/.*\)\.\n$/);
});

describe('where there is no database', () => {
  const nowhere = () => join(folder.path, 'mistyped', 'vhdwatch.db');
  const runThere = (args: string) => run(args, undefined, { DATABASE_PATH: nowhere() });
  const begins = '"vhdwatch clusters import FILE", "vhdwatch poll" or "vhdwatch serve"';

  test.each([
    'status',
    'status --fail-on high',
    'images',
    'retirements',
    'diff 20348.4052.250823 20348.4171.250910',
    'clusters list',
    'clusters tag shop-prod --channel C0PLATFORM',
    'clusters remove shop-prod',
    'remind',
    'remind --dry-run',
    'replay --from 2026-01-01',
    'outbox list',
    'outbox retry 1',
    'reparse',
    'backup copy.db',
  ])('"%s" says so, and makes none', async (args) => {
    const { code, stdout, stderr } = await runThere(args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(stderr).toContain(`no database at ${nowhere()} (DATABASE_PATH)`);
    expect(stderr).toContain(begins);
    expect(readdirSync(folder.path).sort()).toEqual(['clusters.json']);
  });

  test('doctor says so beside what it can check, and an empty file is none', async () => {
    const { code, stdout, stderr: failed } = await runThere('doctor');
    expect(code).toBe(1);
    expect(failed).toMatch(/^Failed: database \(There is no database at .*\)\.\n$/);
    expect(stdout).toMatch(/database +failed +There is no database at/);
    expect(stdout).toMatch(/GitHub +ok/);
    // What would be read from it is not known, and is no trouble of its own.
    expect(stdout).not.toMatch(/never polled|no clusters|no vhdwatch is running|0 delivered/);
    expect(existsSync(nowhere())).toBe(false);
    writeFileSync(join(folder.path, 'empty.db'), '');
    const { stderr } = await run('status', undefined, { DATABASE_PATH: join(folder.path, 'empty.db') });
    expect(stderr).toContain('There is no database at');
    expect(readdirSync(folder.path).sort()).toEqual(['clusters.json', 'empty.db']);
  });

  test('what is quiet because nothing was read yet says so', async () => {
    await runThere('clusters import clusters.json');
    for (const args of [
      'replay --from 2026-01-01 --until 2026-01-03',
      'retirements',
      'images',
      'outbox list',
      'reparse',
    ])
      expect([args, (await runThere(args)).stdout]).toEqual([
        args,
        expect.stringContaining('Nothing that AKS publishes was read yet: run "vhdwatch poll" first.'),
      ]);
  });

  test.each(['poll', 'clusters import clusters.json', 'clusters add edge'])('"%s" begins one', async (args) => {
    expect(await runThere(args)).toMatchObject({ code: 0 });
    expect((await runThere('status')).code).toBe(0);
  });
});

test('a part of the fleet is asked for by name, owner, OS SKU or severity, and a pipeline by exit code', async () => {
  await run('clusters import clusters.json');
  await run('poll');
  const at = '--now 2026-08-20';
  const status = async (args: string) => (await json(`status ${args}`)) as Pick<StatusReport, 'clusters' | 'findings'>;
  const all = await status(at);
  const [{ cluster } = { cluster: '' }] = all.findings;
  const one = await status(`${cluster.toUpperCase()} ${at}`);
  expect(one.clusters).toBe(1);
  expect(one.findings).toEqual(all.findings.filter((finding) => finding.cluster === cluster));
  const urgent = await status(`--severity high ${at}`);
  expect(urgent.findings).toEqual(all.findings.filter(({ severity }) => /high|critical/.test(severity)));
  expect((await run(`status --fail-on high ${at}`)).code).toBe(urgent.findings.length > 0 ? 3 : 0);
  expect(await run(`status nowhere ${at}`)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('clusters list'),
  });
  expect((await run(`status --severity loud ${at}`)).code).toBe(2);
});

test('programs get ends in the words of notes alone, people what AKS does by itself as well', async () => {
  await run('clusters import clusters.json');
  await run('poll');
  const phases = ((await json('retirements --all --now 2026-08-20')) as { phase: string }[]).map(({ phase }) => phase);
  const words =
    /^(retirement|no-new-node-pools|no-new-images|image-removal|lts-only|platform-support|removal|date-changed)$/;
  expect(phases.filter((phase) => !words.test(phase))).toEqual([]);
  expect(phases.length).toBeGreaterThan(10);
  expect((await run('retirements --all --now 2026-08-20')).stdout).toContain('upgraded by AKS');
});

test('what can wait is counted, and shown when asked for', async () => {
  await run('clusters import clusters.json');
  await run('poll');
  const short = (await run('status --now 2026-08-20')).stdout;
  expect(short).not.toMatch(/^(low|info) /m);
  expect(short).toMatch(
    /\+ (\d+ more on these, )?\d+ with low or info: "vhdwatch status --all"\nWhat to do for one of them: "vhdwatch status NAME --steps"\n$/,
  );
  expect((await run('status --all --now 2026-08-20')).stdout).toMatch(/^(low|info) /m);
});

test('what is gone is listed only when asked for', async () => {
  await run('clusters import clusters.json');
  const fleet = JSON.parse(readFileSync(join(folder.path, 'clusters.json'), 'utf8')) as {
    agentPoolProfiles: unknown[];
  }[];
  const [first] = fleet;
  first?.agentPoolProfiles.pop();
  writeFileSync(join(folder.path, 'fewer.json'), JSON.stringify(fleet));
  await run('clusters import fewer.json');
  const countPools = async (args: string) =>
    ((await json(args)) as { nodePools: unknown[] }[]).reduce((sum, { nodePools }) => sum + nodePools.length, 0);
  expect(await countPools('clusters list --gone')).toBe((await countPools('clusters list')) + 1);
});

test.each(['', '--now 2026-08-26', 'clusters', 'outbox --now 2026-08-26'])(
  'asked for nothing ("%s"), it prints its help with examples and exits 0',
  async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Usage: vhdwatch[\s\S]*\nExamples:\n/);
  },
);

test('a program that asks for nothing is told so', async () => {
  expect(await run('clusters --json')).toMatchObject({ code: 2, stdout: expect.stringContaining('Name a command') });
});

describe('parse', () => {
  const note = createNote(
    [announceImage('2022', '20348.5499.260812')],
    ['Windows Server 2022 will be retired on 30 June 2028.'],
  );

  test('gives one line per file, from files and from standard input, without a database', async () => {
    writeFileSync(join(folder.path, '2026-08-14.md'), note);
    writeFileSync(join(folder.path, 'powershell.md'), Buffer.from(`\ufeff${note}`, 'utf16le'));
    const nowhere = { DATABASE_PATH: '/proc/none/x.db' };
    const { stdout, code } = await run('parse 2026-08-14.md powershell.md - --json', note, nowhere);
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line): { file: string } => JSON.parse(line));
    const files = ['2026-08-14.md', 'powershell.md'].map((name) => join(folder.path, name));
    expect(lines.map(({ file }) => file)).toEqual([...files, '-']);
    for (const line of lines) {
      expect(line).toMatchObject({
        images: [{ osSku: 'Windows2022', version: '20348.5499.260812', linkedVersion: '20348.5499.260812' }],
        retirements: [
          {
            subject: 'Windows2022',
            phase: 'retirement',
            date: '2028-06-30',
            quote: 'Windows Server 2022 will be retired on 30 June 2028.',
          },
        ],
      });
    }
  });

  test('prints what can be read beside files that cannot, which it names', async () => {
    writeFileSync(join(folder.path, '2026-08-14.md'), note);
    const { stdout, stderr, code } = await run('parse missing.md 2026-08-14.md gone.md');
    expect(stdout).toContain('20348.5499.260812');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/missing\.md: .*\n.*gone\.md: there is no such file/)]);
  });

  test('names a file that cannot be read', async () => {
    const { stderr, code } = await run('parse missing.md');
    expect({ stderr, code }).toEqual({
      stderr: `${join(folder.path, 'missing.md')}: there is no such file.\n`,
      code: 1,
    });
  });
});

describe('what a path leads to', () => {
  test('a pipe is read to its end, however slowly it is written', async () => {
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    // It opens once somebody reads.
    const write = 'exec > "$1"; head -c 9 "$2"; sleep 0.05; tail -c +10 "$2"';
    spawn('sh', ['-c', write, 'sh', pipe, join(folder.path, 'clusters.json')]);
    const { stdout, code } = await run(`clusters import ${pipe}`);
    expect({ stdout, code }).toMatchObject({ stdout: expect.stringMatching(/^Imported \d+ clusters? with/), code: 0 });
  });

  test.each([
    ['parse /dev/zero', '/dev/zero is larger than a release note can be (16 MB)'],
    ['clusters import /dev/zero', '/dev/zero is not JSON'],
    ['parse /', '/ is a folder: name the files in it'],
    ['restore /', '/ cannot be read: check the path'],
  ])('%s ends in a sentence', async (command, sentence) => {
    const { stderr, code } = await run(command);
    expect({ stderr, code }).toEqual({ stderr: expect.stringContaining(sentence), code: 1 });
  });

  test('restore waits for no pipe', async () => {
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await run(`restore ${pipe}`)).toMatchObject({
      stderr: expect.stringContaining('cannot be read: check the path'),
      code: 1,
    });
  });
});

describe('what is wrong is said in words, with an exit code', () => {
  test('an owner or OS SKU that nothing has is no fleet with nothing to do', async () => {
    await run('clusters import clusters.json');
    // Before the first poll, too.
    expect((await run('status --os-sku 2022')).stdout).toContain('2 unknown');
    expect((await run('status --os-sku Windows2021')).code).toBe(1);
    await run('poll');
    expect(await run('status --owner team-orderz --fail-on high')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('No registered cluster has the owner team-orderz.'),
    });
    expect((await run('status --os-sku 2022')).code).toBe(0);
    expect(await run('status --os-sku Windows2021 --fail-on high')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'No image and no node pool of Windows2021 is known; known are Windows2019, Windows2022, Windows2025. Did you mean Windows2022?',
      ),
    });
  });

  test.each([
    ['stauts', 2, 'Did you mean status?'],
    ['import clusters.json', 2, 'Did you mean clusters import?'],
    ['clusters lst', 2, 'Did you mean clusters list?'],
    ['list', 2, 'Did you mean clusters list?'],
    ['outbox lst', 2, 'Did you mean outbox list?'],
    ['clusters status', 2, 'Did you mean status?'],
    ['status --stpes', 2, 'Did you mean --steps?'],
    ['status --now yesterday', 2, '--now yesterday is no instant'],
    ['status --now 2026-11-31', 2, '--now 2026-11-31 is no instant'],
    ['cluster list', 2, 'Did you mean clusters?'],
    ['clusters remove nobody', 1, 'No cluster is registered as nobody'],
    ['restore', 2, 'Name the backup to restore'],
    ['restore copy.db --before-upgrade', 2, 'knows the file by itself'],
    ['restore vhdwatch.db', 1, 'is the database itself'],
    ['backup vhdwatch.db', 2, 'is the database itself'],
    ['outbox retry 99', 1, 'No notification has the number 99'],
    ['clusters add shop --channel general', 2, '--channel general: That is no channel ID'],
    ['clusters add shop --pool npwin', 2, '--pool npwin: Write it as npwin=AKSWindows-2022'],
    ['diff 20348.5256.260610 20348.5386.260715', 1, 'No source that was read knows the image'],
  ])('%s -> exit %i, %s', async (args, code, text) => {
    const result = await run(args);
    expect(result.stderr).toContain(text);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
  });

  test.each(['status --severity terrible', 'remind --channel X', 'stauts', 'diff 20348.5386.260715', 'clusters'])(
    '%s --json -> the complaint as JSON, too',
    async (args) => {
      const { code, stdout, stderr } = await run(`${args} --json`);
      expect(code).toBe(2);
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      expect(error).toEqual({ code: 'invalid_usage', message: expect.stringMatching(/^[^(\n]\S* .+/) });
      expect(stderr).not.toBe('');
    },
  );

  test('a node pool alone is answered with its cluster', async () => {
    await run('clusters import clusters.json');
    const { code, stderr } = await run('status WIN19');
    expect(code).toBe(1);
    expect(stderr).toContain('No cluster is registered as WIN19. Did you mean legacy/win19?');
  });

  test('a node pool that several clusters have is answered with each of them', async () => {
    const fleet = ['oat', 'rye', 'bran'].map((name) =>
      createAzCluster(name, 'rg', {}, [createAzPool('npwin', 'Windows2022', 'AKSWindows-2022-20348.5386.260715')]),
    );
    writeFileSync(join(folder.path, 'mill.json'), JSON.stringify(fleet));
    await run('clusters import mill.json');
    const { code, stderr } = await run('status NpWin');
    expect(code).toBe(1);
    expect(stderr).toContain(
      'npwin is a node pool of several clusters; say which one: bran/npwin; oat/npwin; rye/npwin',
    );
  });

  test('of a node pool that many clusters have, ten that are there are named, and that there are more', async () => {
    const names = Array.from({ length: 24 }, (_, index) => `c${index + 10}`);
    const fleet = names.map((name) =>
      createAzCluster(name, 'rg', {}, [createAzPool('npwin', 'Windows2022', 'AKSWindows-2022-20348.5386.260715')]),
    );
    writeFileSync(join(folder.path, 'many.json'), JSON.stringify(fleet));
    await run('clusters import many.json');
    const gone = async (...some: string[]) => {
      const db = new Database(join(folder.path, 'vhdwatch.db'));
      const mark = db.prepare("update clusters set vanished_at = '2026-08-01T00:00:00.000Z' where name = ?");
      for (const name of some) mark.run(name);
      db.close();
      return (await run('status npwin')).stderr.replaceAll(/\s+/g, ' ');
    };
    const say = (owners: string[]) => `say which one: ${owners.map((name) => `${name}/npwin`).join('; ')}`;
    expect(await gone()).toContain(`${say(names.slice(0, 10))}; and more`);
    expect(await gone(...names.slice(0, 12))).toContain(`${say(names.slice(12, 22))}; and more`);
    const rest = await gone(...names.slice(12, 14));
    expect(rest).toContain(say(names.slice(14)));
    expect(rest).not.toContain('more');
  });

  test.each(['missing/copy.db', 'missing/', 'clusters.json/copy.db'])(
    'a copy to a folder that is not there (%s) is refused in words',
    async (file) => {
      await run('poll');
      const { code, stderr } = await run(`backup ${file}`);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^There is no folder .*(missing|clusters\.json) to write the copy to: make it, or /);
      expect(stderr).not.toMatch(/ENO|scandir|at /);
    },
  );

  test('who runs it by npx is told commands that run by npx, in a terminal no wider than it is; programs and shells are not', async () => {
    const options = {
      cwd: folder.path,
      env: { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), GITHUB_API_URL: github.url, LOG_LEVEL: 'silent' },
      columns: 80,
    };
    for (const args of [
      'status',
      'clusters import clusters.json',
      'doctor',
      'status nobody',
      '--help',
      'status --help',
    ]) {
      const [npx, plain] = [
        await runInProcess(args.split(' '), { ...options, program: 'npx vhdwatch' }),
        await runInProcess(args.split(' '), options),
      ].map(({ stdout, stderr }) => stdout + stderr);
      expect(plain).toMatch(/(?:"| {2})vhdwatch [a-z]/);
      expect(npx?.replace(/\s+/g, ' ')).not.toMatch(/(?:["$]|: | {2})vhdwatch [a-z]/);
      expect(npx).toMatch(/npx\s+vhdwatch /);
      if (!args.includes('help'))
        expect(Math.max(...(npx ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
    const json = ['status', '--json'];
    expect(await runInProcess(json, { ...options, program: 'npx vhdwatch' })).toEqual(
      await runInProcess(json, options),
    );
  });

  test('long names under an end go on below it, each whole, in a terminal', async () => {
    const names = ['a', 'b'].map((end) => `warehouse-operations-production-west-${end}`);
    const pools = [createAzPool('npwin', 'Windows2022', 'x')];
    const fleet = names.map((name) => createAzCluster(name, 'rg', {}, pools));
    await run('clusters import - --now 2026-08-20', JSON.stringify(fleet));
    const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
    const options = { cwd: folder.path, env, columns: 80 };
    const { stdout } = await runInProcess(['retirements', '--now', '2026-08-20'], options);
    for (const name of names) expect(stdout).toMatch(new RegExp(`^ +${name}/npwin,?$`, 'm'));
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('a name that a shell would take apart is quoted where it stands in a command', async () => {
    const name = 'shop; ls $HOME';
    const fleet = [createAzCluster(name, 'rg', {}, [createAzPool('npwin', 'Windows2019', 'x')])];
    await run('clusters import - --now 2026-08-20', JSON.stringify(fleet));
    const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
    const { stdout } = await runInProcess(['status', name, '--now', '2026-08-20'], { cwd: folder.path, env });
    expect(stdout).toContain(`What to do: "vhdwatch status '${name}' --steps"`);
  });

  test('images that no report names send nobody to poll again', async () => {
    const fleet = [
      createAzCluster('dim', 'rg', {}, [{ ...createAzPool('npwin', 'Windows2022', 'x'), nodeImageVersion: null }]),
    ];
    writeFileSync(join(folder.path, 'dim.json'), JSON.stringify(fleet));
    expect((await run('clusters import dim.json')).stdout).toContain('1 unknown. Next: "vhdwatch poll"');
    await run('poll');
    expect((await run('clusters import dim.json')).stdout).toMatch(/1 unknown\. Next: "vhdwatch status"$/m);
  });

  test('a configuration that is wrong is refused before anything is opened', async () => {
    const { code, stderr } = await run('status', undefined, { PORT: 'x', TIMEZONE: 'Nowhere' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/2 problems:\n {2}- PORT .*\n {2}- TIMEZONE /);
  });

  test('a file that is no JSON imports nothing and says what it looks like', async () => {
    writeFileSync(join(folder.path, 'table.txt'), 'Name    Location\nshop    westeurope\n');
    const { code, stderr } = await run('clusters import table.txt');
    expect(code).toBe(1);
    expect(stderr).toContain('-o json');
  });

  test('a file that is no JSON, or is none, leaves the others: they are imported, it is named, and the exit code is 1', async () => {
    writeFileSync(join(folder.path, 'table.txt'), 'Name    Location\nshop    westeurope\n');
    const { code, stdout, stderr } = await run('clusters import table.txt none.json clusters.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Imported \d+ clusters? with/);
    expect(stdout).toMatch(/table\.txt +is not JSON: /);
    expect(stdout).toMatch(/none\.json +there is no such file/);
    expect(stderr).toMatch(
      /^Imported without what could not be read of \S*table\.txt, \S*none\.json: see the reasons above\.\n$/,
    );
    const all = await run('clusters import table.txt none.json --json');
    expect(JSON.parse(all.stdout)).toMatchObject({
      clusters: 0,
      refusedFiles: [expect.stringContaining('table.txt'), expect.stringContaining('none.json')],
    });
    expect(all).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was imported') });
  });

  test('GitHub down is exit 1 with the reason, and nothing is lost', async () => {
    github.setFault({ kind: 'status', status: 503 });
    const { code, stdout, stderr } = await run('poll --json');
    expect(code).toBe(1);
    expect(stderr).toContain('503');
    expect(JSON.parse(stdout)).toMatchObject({ queued: 0, sources: [{ new: 0 }, {}, {}, {}] });
  });
});

test('an old Node is told so in one sentence, before anything native is loaded', () => {
  expect(runtimeProblem('20.20.2')).toMatch(
    /^vhdwatch needs Node 22\.12 or newer, and this is Node 20\.20\.2: [^\n]+$/,
  );
  expect(runtimeProblem('22.12.0')).toBeNull();
  expect(runtimeProblem('24.1.0')).toBeNull();
  const main = readFileSync(new URL('../../../src/main.ts', import.meta.url), 'utf8');
  // A name that an old Node does not export would end it before the sentence: of `module` and `v8` only the default is imported.
  expect(main.match(/^import .*$/gm)).toEqual([
    "import module from 'node:module';",
    "import { fileURLToPath } from 'node:url';",
    "import v8 from 'node:v8';",
    "import { runtimeProblem } from './surfaces/cli/runtime-problem.ts';",
  ]);
});

test('of two words of one instant the later command counts, and what the built one worked out names its code', async () => {
  const asOf = '2026-08-25T09:00:00.000Z';
  const env = { DATABASE_PATH: join(folder.path, 'now.db'), LOG_LEVEL: 'silent' };
  await runVhdwatch(['clusters', 'import', 'clusters.json', '--now', asOf], { cwd: folder.path, env });
  const db = new Database(env.DATABASE_PATH, { readonly: true });
  // So that other code of the same version does it anew.
  expect(db.prepare("select value from settings where key = 'findings'").pluck().get()).toMatch(
    /\d+\.\d+\.\d+\+[0-9a-f]{12}/,
  );
  db.close();
  const { stdout } = await run('clusters list --json', undefined, env);
  expect(JSON.parse(stdout)).toMatchObject([{ asOf }, { asOf }, { asOf }]);
});

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createFakeRelease, type FakeGitHub, startFakeGitHub } from '../support/fake-github.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { findTool } from '../support/find-tool.ts';
import { MIGRATIONS } from '../support/open-test-store.ts';
import { makeFolder, runVhdwatch, startVhdwatch } from '../support/run-vhdwatch.ts';
import { announceImage, createNote, createSampleReleases } from '../support/sample-notes.ts';
import { waitUntil } from '../support/wait-until.ts';

const litestream = findTool('litestream');
const azurite = findTool('azurite-blob');
const isAsked = process.env['SOAK'] !== undefined && litestream !== null && azurite !== null;
/** The account of every Azurite, which Microsoft publishes. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const CHANNEL = 'C0PLATFORM';
const LOSSES = 4;

/** Part of `npm run soak`; needs what `.ci/tools soak` fetches, and is skipped without. */
test.skipIf(!isAsked)(
  'a lost volume costs a second at most, and nothing is posted twice',
  { timeout: 600_000 },
  async () => {
    const github = await startFakeGitHub({ releases: createSampleReleases() });
    const slack = await startFakeSlack({ channels: [CHANNEL], paceMs: 50 });
    const folder = makeFolder();
    const blobs = await startAzurite(join(folder.path, 'blobs'));
    const versions: string[] = [];
    const lostMs: number[] = [];
    let backup: string | null = null;
    try {
      for (let loss = 0; loss <= LOSSES; loss += 1) {
        const machine = createMachine(join(folder.path, `machine-${loss}`), { github, slack, blobs });
        if (backup !== null) await machine.takeOver(backup);
        const running = machine.start();
        await waitUntil('it polls', () => machine.hasPolled(), 60_000);
        await waitUntil('the first copy is there', () => machine.isCopied(loss + 1), 60_000);
        for (let count = 0; count < 12; count += 1) {
          versions.push(publish(github, versions.length));
          await sleep(400 + 37 * loss);
        }
        if (loss === LOSSES) {
          const isThere = () =>
            versions.every((version) => slack.messages(CHANNEL).some(({ text }) => text.includes(version)));
          await waitUntil('everything was told', isThere, 240_000);
          await running.end();
          break;
        }
        running.kill();
        // The disk is gone for the next machine; what was on it is the witness.
        const witness = machine.loseVolume();
        backup = join(folder.path, `fetched-${loss}.db`);
        machine.fetch(backup);
        lostMs.push(findNewest(witness) - findNewest(backup));
      }
      const keys = slack.messages(CHANNEL).map(({ metadata }) => String(metadata?.event_payload['key'] ?? ''));
      const untold = versions.filter((version) => !slack.messages(CHANNEL).some(({ text }) => text.includes(version)));
      process.stdout.write(
        `${JSON.stringify({ losses: LOSSES, releases: versions.length, messages: keys.length, lostMs })}\n`,
      );
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
      expect(untold).toEqual([]);
      expect(Math.max(...lostMs)).toBeLessThanOrEqual(1_000);
    } finally {
      blobs.child.kill('SIGKILL');
      await Promise.all([github.close(), slack.close()]);
      folder.remove();
    }
  },
);

interface World {
  readonly github: FakeGitHub;
  readonly slack: FakeSlack;
  readonly blobs: { readonly url: string };
}

/** A machine with a volume of its own: the service, and Litestream beside it as in the chart. */
function createMachine(folder: string, { github, slack, blobs }: World) {
  const volume = join(folder, 'data');
  const database = join(volume, 'vhdwatch.db');
  mkdirSync(volume, { recursive: true });
  const config = join(folder, 'litestream.yml');
  const replica = {
    type: 'abs',
    endpoint: `${blobs.url}/${ACCOUNT}`,
    'account-name': ACCOUNT,
    'account-key': KEY,
    bucket: 'vhdwatch',
    path: 'vhdwatch',
    'sync-interval': '500ms',
  };
  writeFileSync(config, JSON.stringify({ dbs: [{ path: database, replicas: [replica] }] }));
  const env = {
    GITHUB_API_URL: github.url,
    RELEASE_TRACKER_URL: 'off',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: CHANNEL,
    SLACK_PICTURES: 'off',
    DATABASE_PATH: database,
    PORT: '0',
    POLL_SCHEDULE: '*/1 * * * * *',
    LOG_LEVEL: 'error',
  };
  return {
    takeOver: async (backup: string) => {
      const { code, stdout } = await runVhdwatch(['restore', '--if-missing', backup], { env, cwd: folder });
      expect({ code, stdout: stdout.slice(0, 8) }).toEqual({ code: 0, stdout: 'Restored' });
    },
    start: () => {
      const service = startVhdwatch({ env, cwd: folder });
      const copying = spawn(litestream ?? '', ['replicate', '-config', config], { stdio: 'ignore' });
      return {
        kill: () => {
          service.child.kill('SIGKILL');
          copying.kill('SIGKILL');
        },
        end: async () => {
          await service.stop();
          copying.kill('SIGTERM');
        },
      };
    },
    hasPolled: () => readStore(database, (store) => store.sources.find('aks-releases')?.lastSuccessAt != null) ?? false,
    /** Before, a lost volume is a lost history: the docs say so. */
    isCopied: (snapshots: number) =>
      spawnSync(litestream ?? '', ['snapshots', '-config', config, database], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n').length > snapshots,
    loseVolume: () => {
      const witness = join(folder, 'witness');
      renameSync(volume, witness);
      return join(witness, 'vhdwatch.db');
    },
    fetch: (to: string) =>
      execFileSync(litestream ?? '', ['restore', '-config', config, '-o', to, database], { stdio: 'ignore' }),
  };
}

/** When the database last wrote down anything, in milliseconds. */
function findNewest(path: string): number {
  return (
    readStore(path, (store) =>
      Date.parse(
        store.sources
          .list()
          .map(({ lastAttemptAt }) => lastAttemptAt ?? '')
          .sort()
          .at(-1) ?? '',
      ),
    ) ?? Number.NaN
  );
}

function readStore<T>(path: string, read: (store: ReturnType<typeof openStore>) => T): T | null {
  let store: ReturnType<typeof openStore> | null = null;
  try {
    store = openStore({ path, migrations: MIGRATIONS, now: new Date() });
    return read(store);
  } catch {
    return null;
  } finally {
    store?.close();
  }
}

function publish(github: FakeGitHub, number: number): string {
  const version = `20348.${5500 + number}.260812`;
  const publishedAt = new Date(Date.parse('2026-08-20T00:00:00Z') + number * 3_600_000).toISOString();
  const body = createNote([announceImage('2022', version)]);
  github.releases.unshift(
    createFakeRelease({ tag_name: `${publishedAt.slice(0, 10)}-${number}`, published_at: publishedAt, body }),
  );
  return version;
}

async function startAzurite(folder: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const port = await findPort();
  const flags = [
    '--blobHost',
    '127.0.0.1',
    '--blobPort',
    `${port}`,
    '--location',
    folder,
    '--silent',
    '--loose',
    '--skipApiVersionCheck',
    '--disableTelemetry',
  ];
  const child = spawn(process.execPath, [azurite ?? '', ...flags], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 240; tries += 1) {
    if (await createContainer(url)) return { url, child };
    await sleep(500);
  }
  throw new Error(`no Azurite in ${dirname(folder)}`);
}

/** Signed by the account's key, as Azure's "Shared Key" says. */
async function createContainer(url: string): Promise<boolean> {
  const date = new Date().toUTCString();
  const version = '2021-08-06';
  const resource = `/${ACCOUNT}/${ACCOUNT}/vhdwatch\nrestype:container`;
  const signed = ['PUT', ...Array(11).fill(''), `x-ms-date:${date}`, `x-ms-version:${version}`, resource].join('\n');
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(signed, 'utf8').digest('base64');
  const headers = { 'x-ms-date': date, 'x-ms-version': version, authorization: `SharedKey ${ACCOUNT}:${signature}` };
  const answer = await fetch(`${url}/${ACCOUNT}/vhdwatch?restype=container`, { method: 'PUT', headers }).catch(
    () => null,
  );
  return answer?.status === 201 || answer?.status === 409;
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

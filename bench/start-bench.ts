import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startFakeSlack } from '../test/support/fake-slack.ts';
import { type Figure, STARTED_WITH } from './figure.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Loaded before the program: says at its end what it cost, and which files it loaded. */
const WITNESS = `import { registerHooks } from 'node:module';
import { statSync, writeFileSync } from 'node:fs';
let files = 0, bytes = 0;
if (process.env.COUNT) registerHooks({ load(url, context, next) {
  if (url.startsWith('file:')) { files += 1; bytes += statSync(new URL(url)).size; }
  return next(url, context);
} });
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(process.env.WITNESS, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024, files, bytes }));
});`;
const WITNESS_URL = `data:text/javascript,${encodeURIComponent(WITNESS)}`;

interface Testimony {
  readonly cpuMs: number;
  readonly memory: number;
  readonly files: number;
  readonly bytes: number;
}

function witness(folder: string, args: readonly string[], counts = false): Testimony {
  const file = join(folder, 'witness.json');
  spawnSync(process.execPath, [...STARTED_WITH, '--import', WITNESS_URL, ...args], {
    cwd: folder,
    env: { WITNESS: file, DATABASE_PATH: join(folder, 'bench.db'), ...(counts ? { COUNT: '1' } : {}) },
  });
  return JSON.parse(readFileSync(file, 'utf8')) as Testimony;
}

/** How long the service is left alone before its memory is looked at: it has polled by then, and found no GitHub. */
const IDLE_AFTER_MS = 4_000;

/** The service, with the local inbox unless `chat` sets another, until it is idle; memory is zero where there is no Linux to ask. */
async function witnessService(
  folder: string,
  chat: Readonly<Record<string, string>> = {},
): Promise<Testimony & { readonly readyMs: number; readonly idle: number }> {
  const file = join(folder, 'witness-service.json');
  const startedAt = performance.now();
  const service = spawn(process.execPath, [...STARTED_WITH, '--import', WITNESS_URL, MAIN, 'serve'], {
    cwd: folder,
    env: {
      WITNESS: file,
      COUNT: '1',
      DATABASE_PATH: join(folder, 'service.db'),
      GITHUB_API_URL: 'http://127.0.0.1:9',
      RELEASE_TRACKER_URL: 'off',
      PORT: '0',
      ...chat,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve) => {
    service.stderr.on('data', (chunk) => String(chunk).includes('vhdwatch is running') && resolve());
    service.on('exit', () => resolve());
  });
  const readyMs = performance.now() - startedAt;
  if (service.exitCode !== null) throw new Error(`vhdwatch serve ended with ${service.exitCode} before it was ready`);
  await sleep(IDLE_AFTER_MS);
  const status = existsSync(`/proc/${service.pid}/status`) ? readFileSync(`/proc/${service.pid}/status`, 'utf8') : '';
  const exited = once(service, 'exit');
  service.kill();
  await exited;
  const idle = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Testimony), readyMs, idle };
}

async function witnessWithSlack(folder: string): ReturnType<typeof witnessService> {
  const slack = await startFakeSlack();
  try {
    return await witnessService(folder, {
      DATABASE_PATH: join(folder, 'slack.db'),
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.token,
      SLACK_SIGNING_SECRET: 'bench-signing-secret',
      SLACK_CHANNEL: 'C0NEWS',
    });
  } finally {
    await slack.close();
  }
}

/** What a command costs from start to exit, and the service until it is ready and while it is idle; `npm run build` comes first. */
export async function benchStart(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-bench-'));
  try {
    // Makes the database and what Node keeps of the compiled program.
    witness(folder, [MAIN, 'status']);
    const bare = witness(folder, ['-e', '0']);
    const status = witness(folder, [MAIN, 'status']);
    const { files, bytes } = witness(folder, [MAIN, 'status'], true);
    const service = await witnessService(folder);
    const withSlack = await witnessWithSlack(folder);
    return [
      { what: '`node -e 0`, CPU', value: bare.cpuMs, unit: 'ms', bound: null },
      { what: '`vhdwatch status`, start to exit, CPU', value: status.cpuMs, unit: 'ms', bound: 200 },
      { what: '`vhdwatch status`, peak memory', value: status.memory, unit: 'MB', bound: null },
      { what: '`vhdwatch status`, files loaded', value: files, unit: 'count', bound: 12 },
      { what: '`vhdwatch status`, kilobytes loaded', value: Math.round(bytes / 1_024), unit: 'count', bound: 550 },
      { what: '`vhdwatch serve`, inbox, start to ready', value: service.readyMs, unit: 'ms', bound: 300 },
      { what: '`vhdwatch serve`, inbox, resident idle', value: service.idle, unit: 'MB', bound: 75 },
      {
        what: '`vhdwatch serve`, inbox, kilobytes loaded',
        value: Math.round(service.bytes / 1_024),
        unit: 'count',
        bound: 1_750,
      },
      { what: '`vhdwatch serve`, Slack, start to ready', value: withSlack.readyMs, unit: 'ms', bound: 500 },
      { what: '`vhdwatch serve`, Slack, resident idle', value: withSlack.idle, unit: 'MB', bound: 100 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

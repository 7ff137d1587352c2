import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';

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

interface Testimony {
  readonly cpuMs: number;
  readonly memory: number;
  readonly files: number;
  readonly bytes: number;
}

function witness(folder: string, args: readonly string[], counts = false): Testimony {
  const file = join(folder, 'witness.json');
  spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(WITNESS)}`, ...args], {
    cwd: folder,
    env: { WITNESS: file, DATABASE_PATH: join(folder, 'bench.db'), ...(counts ? { COUNT: '1' } : {}) },
  });
  return JSON.parse(readFileSync(file, 'utf8')) as Testimony;
}

/** What a command costs from start to exit; `npm run build` comes first. */
export function benchStart(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-bench-'));
  try {
    // Makes the database and what Node keeps of the compiled program.
    witness(folder, [MAIN, 'status']);
    const bare = witness(folder, ['-e', '0']);
    const status = witness(folder, [MAIN, 'status']);
    const { files, bytes } = witness(folder, [MAIN, 'status'], true);
    return [
      { what: '`node -e 0`, CPU', value: bare.cpuMs, unit: 'ms', bound: null },
      { what: '`vhdwatch status`, start to exit, CPU', value: status.cpuMs, unit: 'ms', bound: 200 },
      { what: '`vhdwatch status`, peak memory', value: status.memory, unit: 'MB', bound: null },
      { what: '`vhdwatch status`, files loaded', value: files, unit: 'count', bound: 50 },
      { what: '`vhdwatch status`, kilobytes loaded', value: Math.round(bytes / 1_024), unit: 'count', bound: 600 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

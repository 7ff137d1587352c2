import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../support/open-test-store.ts';
import { makeFolder, ROOT, runVhdwatch } from '../support/run-vhdwatch.ts';

const SIZE_KB = 6_144;

/** In a name space of its own, a small disk can be mounted without asking anybody. */
function runOnSmallDisk(folder: string, script: string) {
  const command = `mount -t tmpfs -o size=${SIZE_KB}k tmpfs "$1" && exec "$2" --input-type=module --eval "$3"`;
  return spawnSync('unshare', ['-rm', 'sh', '-c', command, 'sh', folder, process.execPath, script], {
    encoding: 'utf8',
  });
}

const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-disk-'));
const canMount = runOnSmallDisk(folder, '').status === 0;
rmSync(folder, { recursive: true });

const sourceOf = (file: string) => JSON.stringify(new URL(`../../src/store/${file}`, import.meta.url).href);

test.skipIf(!canMount)('a disk that is full is named, whatever is done there, and nothing is left on it', () => {
  const disk = mkdtempSync(join(tmpdir(), 'vhdwatch-disk-'));
  const { stdout, stderr } = runOnSmallDisk(
    disk,
    `import { cpSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
    import { openStore } from ${sourceOf('open-store.ts')};
    import { restoreDatabase } from ${sourceOf('restore-database.ts')};
    const path = ${JSON.stringify(join(disk, 'vhdwatch.db'))};
    const copy = ${JSON.stringify(join(disk, 'copy.db'))};
    const fill = ${JSON.stringify(join(disk, 'fill'))};
    const options = { path, migrations: new URL(${JSON.stringify(MIGRATIONS.href)}), now: new Date() };
    const take = (left) => {
      try { writeFileSync(fill, Buffer.alloc(${SIZE_KB} * 1024)); } catch {}
      truncateSync(fill, Math.max(0, statSync(fill).size - left));
    };
    const tried = async (work) => work().then(() => 'done', (error) => error.code + ': ' + error.message);
    const said = {};
    const first = openStore(options);
    // More than is copied at once.
    first.settings.save('key', 'x'.repeat(1_000_000));
    take(600_000);
    said.backup = await tried(() => first.backup(copy));
    said.left = readdirSync(${JSON.stringify(disk)});
    truncateSync(fill, 0);
    await first.backup(copy);
    first.close();
    const later = ${JSON.stringify(`${disk}-later/`)};
    cpSync(options.migrations, later, { recursive: true });
    writeFileSync(later + '9001_later.sql', 'create table later (id integer) strict;');
    const upgrade = { ...options, migrations: new URL('file://' + later), copiesBeforeMigrating: true };
    take(600_000);
    said.upgrade = await tried(async () => openStore(upgrade).close());
    said.beside = readdirSync(${JSON.stringify(disk)}).filter((name) => name.includes('before'));
    said.before = await tried(async () => openStore(options).close());
    truncateSync(fill, 0);
    take(100_000);
    const request = { kind: 'file', file: copy, onlyIfMissing: false };
    said.restore = await tried(() => restoreDatabase({ ...options, request }));
    truncateSync(fill, 0);
    take(0);
    said.read = await tried(async () => openStore(options).close());
    console.log(JSON.stringify(said));`,
  );
  for (const each of [disk, `${disk}-later`]) rmSync(each, { recursive: true });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    backup: expect.stringMatching(/^unavailable: The copy could not be written .*\(.*full\): check folder and space/),
    left: ['fill', 'vhdwatch.db', 'vhdwatch.db-shm', 'vhdwatch.db-wal'],
    upgrade: expect.stringMatching(
      /^storage: .* is not brought up to date, since no copy .*full\): free space beside it; nothing was/,
    ),
    beside: [],
    before: 'done',
    restore: expect.stringMatching(/^unavailable: The copy could not be written to .*\.part \(.*full\)/),
    read: expect.stringMatching(/^storage: .*the disk is full: free space/),
  });
});

test.skipIf(!canMount)(
  'where nothing may be written a database is read all the same, and nothing is said to be saved',
  async () => {
    const { path: cwd, remove } = makeFolder();
    const env = { DATABASE_PATH: join(cwd, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
    const pool = 'web=AKSWindows-2022-containerd-20348.5386.260715';
    await runVhdwatch(['clusters', 'add', 'shop', '--pool', pool], { cwd, env });
    const run = (...args: readonly string[]) =>
      spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', READ_ONLY, 'sh', cwd, process.execPath, join(ROOT, 'dist/main.js'), ...args],
        { encoding: 'utf8', env: { ...process.env, ...env } },
      );
    expect(run('clusters', 'list')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^shop +web /m),
    });
    expect(run('clusters', 'remove', 'shop')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/DATABASE_PATH.*this user may read and write/),
    });
    remove();
  },
);

const READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"';

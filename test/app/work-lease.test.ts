import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { transact } from '../../src/app/app-context.ts';
import {
  createDuty,
  findSinceFollowedMs,
  findWorker,
  isStandby,
  keepWorkLease,
  PROCESS_IDENTITY,
  withWorkLease,
} from '../../src/app/work-lease.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { openTestStore } from '../support/open-test-store.ts';

const [HOST, SPACE] = PROCESS_IDENTITY.split('|');

/** Works, without waiting, where that one holds the lease. */
function workBeside(identity: string): Promise<string> {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  hold(app, identity);
  return withWorkLease(app.context, async () => 'worked', 0);
}

test('two containers of one name and process number are not one: the second waits for the first', async () => {
  await expect(workBeside(`${HOST}|pid:[4026599999]|${process.pid}|another-mark`)).rejects.toThrow(
    /Another vhdwatch process/,
  );
});

test('a process of this machine that died is not waited for', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  expect(await workBeside(`${HOST}|${SPACE}|${pid}|its-mark`)).toBe('worked');
});

test('nor is one whose number is ours by now, as in a container that was started again', async () => {
  expect(await workBeside(`${HOST}|${SPACE}|${process.pid}|an-earlier-mark`)).toBe('worked');
});

test('one of another machine that is like ours in name, space and number is waited for', async () => {
  const other = SPACE?.replace(/^[\w-]+/, 'b0b0b0b0-0000-4000-8000-000000000000');
  expect(other).not.toBe(SPACE);
  await expect(workBeside(`${HOST}|${other}|${process.pid}|its-mark`)).rejects.toThrow(/Another vhdwatch process/);
});

test('a holder in the form of an earlier version is waited for, since nothing is known of it', async () => {
  await expect(workBeside(`${HOST}|${process.pid}|mark`)).rejects.toThrow(/Another vhdwatch process/);
});

describe('a process that slept through its lease', () => {
  const wakeUpAfter = (meanwhile: (app: ReturnType<typeof createTestApp>) => void) => {
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    return withWorkLease(
      app.context,
      async () => {
        hold(app, PROCESS_IDENTITY, 'work', -90_000);
        meanwhile(app);
        transact(app.context, keepWorkLease);
        return 'went on';
      },
      0,
    );
  };

  test('goes on where nobody else came', async () => {
    expect(await wakeUpAfter(() => undefined)).toBe('went on');
  });

  test('sends nothing where another one did its work, and is done with it', async () => {
    const woken = wakeUpAfter((app) => {
      hold(app, 'elsewhere|pid:[4026599999]|1|mark');
      app.store.leases.release('work', 'elsewhere|pid:[4026599999]|1|mark');
    });
    await expect(woken).rejects.toThrow(/took over/);
  });
});

test('who follows another process at the work knows since when', async () => {
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
  await withWorkLease(app.context, async () => expect(findSinceFollowedMs(app.store)).toBeNull(), 0);
  await withWorkLease(app.context, async () => expect(findSinceFollowedMs(app.store)).toBeNull(), 0);
  hold(app, 'elsewhere|pid:[4026599999]|1|mark');
  app.store.leases.release('work', 'elsewhere|pid:[4026599999]|1|mark');
  await withWorkLease(app.context, async () => expect(findSinceFollowedMs(app.store)).toBeLessThan(1_000), 0);
});

describe('the service that does the jobs', () => {
  const elsewhere = `${HOST}|pid:[4026599999]|1|another-mark`;

  test('is one: another stands by, and goes on when the lease has run out', () => {
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    hold(app, elsewhere, 'duty');
    expect(createDuty(app.context).isOurs()).toBe(false);
    expect(isStandby(app.context)).toBe(true);
    expect(findWorker(app.context)).toBe(`${HOST}, process 1`);
    hold(app, elsewhere, 'duty', -1);
    expect(createDuty(app.context).isOurs()).toBe(true);
    expect(isStandby(app.context)).toBe(false);
  });

  test('is followed at once where it died on this machine, or ended', () => {
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    hold(app, `${HOST}|${SPACE}|${pid}|its-mark`, 'duty');
    const duty = createDuty(app.context);
    expect(duty.isOurs()).toBe(true);
    duty.end();
    expect(findWorker(app.context)).toBeNull();
  });

  test('is followed at once where a clock that was ahead had promised more than it ever may', () => {
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    hold(app, elsewhere, 'duty', 3 * 3_600_000);
    expect(createDuty(app.context).isOurs()).toBe(true);
  });

  test('hinders no command, which waits for one job at most', async () => {
    const app = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    hold(app, elsewhere, 'duty');
    expect(await withWorkLease(app.context, async () => 'worked', 0)).toBe('worked');
  });
});

function hold(app: ReturnType<typeof createTestApp>, holder: string, name = 'work', leftMs = 30_000): void {
  app.store.leases.acquire(name, holder, new Date(), leftMs);
}

test('a database that another program holds is asked now and then, and everything else has its turn in between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-lease-'));
  const store = openTestStore(join(folder, 'vhdwatch.db'));
  store.waitAtMost(100);
  const other = new Database(join(folder, 'vhdwatch.db'));
  other.exec('begin immediate');
  setTimeout(() => other.exec('rollback'), 1_500);
  const holds = monitorEventLoopDelay({ resolution: 10 });
  holds.enable();
  const app = createTestApp({ githubUrl: 'http://127.0.0.1:9', store });
  expect(await withWorkLease(app.context, async () => 'worked', 10_000)).toBe('worked');
  holds.disable();
  // Whoever waits for it in one go waits ten seconds: the one that holds it has its turn in this process.
  expect(holds.max / 1e6).toBeLessThan(5_000);
  other.close();
  store.close();
  rmSync(folder, { recursive: true });
});

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { NodePoolStatus } from '../../src/domain/node-pool-assessment.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createHistoryStore } from '../../src/store/history-store.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
const NONE = { current: 0, behind: 0, unsupported: 0, unknown: 0 };
const week = (weekOn: string, nodePool: string, status: NodePoolStatus, clusterId = 'manual/shop') => ({
  weekOn,
  clusterId,
  nodePool,
  status,
  version: null,
});

test('the whole fleet is counted anew for a week that is recorded again, and for no other', () => {
  const { history } = openTestStore();
  history.save([week('2026-08-10', 'web', 'behind'), week('2026-08-10', 'jobs', 'behind')]);
  history.save([week('2026-08-17', 'web', 'behind'), week('2026-08-17', 'jobs', 'behind')]);
  history.save([week('2026-08-17', 'web', 'current'), week('2026-08-17', 'api', 'unknown', 'manual/other')]);
  for (const weekOn of ['2026-08-10', '2026-08-17', '2026-08-17']) history.countWeek(weekOn);
  const all = [
    { ...NONE, weekOn: '2026-08-10', behind: 2 },
    { ...NONE, weekOn: '2026-08-17', current: 1, behind: 1, unknown: 1 },
  ];
  expect(history.listCounts('2026-01-01')).toEqual(all);
  expect(history.listCounts('2026-08-11')).toEqual(all.slice(1));
  expect(history.listCounts('2026-01-01', { clusterIds: ['manual/shop', 'manual/other'] })).toEqual(all);
});

test('weeks that were recorded before the fleet was counted up are counted, and no pool is read for them again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-history-'));
  const before = join(folder, 'migrations');
  cpSync(fileURLToPath(MIGRATIONS), before, {
    recursive: true,
    filter: (name) => !name.endsWith('.sql') || basename(name) < '0010',
  });
  const db = openDatabase(join(folder, 'vhdwatch.db'));
  migrate(db, pathToFileURL(`${before}/`), NOW);
  db.exec(`insert into pool_history (week_on, cluster_id, node_pool, status, images_behind)
    values ('2026-08-10', 'manual/shop', 'web', 'behind', 1), ('2026-08-10', 'manual/shop', 'jobs', 'current', 0)`);
  migrate(db, MIGRATIONS, NOW);
  db.exec('delete from pool_history');
  expect(createHistoryStore(db).listCounts('2026-01-01')).toEqual([
    { ...NONE, weekOn: '2026-08-10', current: 1, behind: 1 },
  ]);
  db.close();
  rmSync(folder, { recursive: true });
});

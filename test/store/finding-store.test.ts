import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { type Finding, keyOfFinding } from '../../src/domain/finding.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open-store.ts';
import { MIGRATIONS, openTestStore } from '../support/open-test-store.ts';

const NOW = new Date('2026-08-20T09:00:00Z');

const FINDING: Finding = {
  clusterId: 'manual/shop',
  cluster: 'shop',
  nodePool: 'npwin',
  rule: 'node-image-behind',
  severity: 'medium',
  subject: 'Windows2022',
  due: '2026-09-08',
  summary: 'behind',
  evidence: [],
};

test('a finding is opened, changed and resolved, and the same again changes nothing', () => {
  const { findings } = openTestStore();
  const refresh = (open: readonly Finding[], at: string) => {
    findings.refreshOf([FINDING.clusterId], open, at);
    return findings.listOpen();
  };
  expect(refresh([FINDING], 't1')).toEqual([FINDING]);
  expect(refresh([FINDING], 't2')).toEqual([FINDING]);
  const worse = { ...FINDING, severity: 'high' as const };
  expect(refresh([worse], 't3')).toEqual([worse]);
  expect(refresh([], 't4')).toEqual([]);
  expect(refresh([FINDING], 't5')).toEqual([FINDING]);
});

test('the findings of other clusters are left as they are', () => {
  const { findings } = openTestStore();
  findings.refreshOf([FINDING.clusterId], [FINDING], 't1');
  findings.refreshOf(['manual/other'], [], 't2');
  expect(findings.listOpen()).toEqual([FINDING]);
});

test('findings that an earlier version kept with what to do about them are the same without it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-findings-'));
  const before = join(folder, 'migrations');
  cpSync(fileURLToPath(MIGRATIONS), before, { recursive: true, filter: (name) => !name.endsWith('lean_findings.sql') });
  const path = join(folder, 'vhdwatch.db');
  const db = openDatabase(path);
  migrate(db, pathToFileURL(`${before}/`), NOW);
  const { evidence, ...finding } = FINDING;
  const steps = [{ title: 'Upgrade.', kind: 'now', commands: ['az aks nodepool upgrade'] }];
  const fat = JSON.stringify({ ...finding, commands: steps[0]?.commands, steps, evidence });
  const insert =
    db.prepare(`insert into findings (key, cluster_id, cluster, node_pool, rule, severity, due_on, data, opened_at, changed_at)
    values (?, 'manual/shop', 'shop', 'npwin', 'node-image-behind', 'medium', '2026-09-08', ?, 't1', 't1')`);
  insert.run(keyOfFinding(FINDING), fat);
  db.close();
  const store = openStore({ path, migrations: MIGRATIONS, now: NOW });
  expect(store.findings.listOpen()).toEqual([FINDING]);
  store.transaction(({ findings }) => findings.refreshOf([FINDING.clusterId], [FINDING], 't2'));
  const reader = openDatabase(path);
  expect(reader.prepare('select data, changed_at as changedAt from findings').all()).toEqual([
    { data: JSON.stringify(FINDING), changedAt: 't1' },
  ]);
  reader.close();
  store.close();
  rmSync(folder, { recursive: true });
});

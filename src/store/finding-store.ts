import { type Finding, keyOfFinding } from '../domain/finding.ts';
import type { SqliteDatabase } from './database.ts';

/** How many findings a refresh opened, changed and resolved. */
export interface FindingRefresh {
  readonly opened: readonly Finding[];
  readonly changed: readonly Finding[];
  readonly resolved: readonly Finding[];
}

/** Findings over time: opened, changed, resolved. */
export interface FindingStore {
  listOpen(): readonly Finding[];
  /** Makes `findings` the open ones: new keys open, others change, missing ones are resolved. */
  refresh(findings: readonly Finding[], at: string): FindingRefresh;
}

interface Row {
  key: string;
  data: string;
}

/** Findings on the table `findings`. */
export function createFindingStore(db: SqliteDatabase): FindingStore {
  const selectOpen = db.prepare<[], Row>('select key, data from findings where resolved_at is null order by key');
  const resolve = db.prepare('update findings set resolved_at = ? where key = ?');
  const write = createWrite(db);
  return {
    listOpen: () => selectOpen.all().map((row) => JSON.parse(row.data) as Finding),
    refresh: (findings, at) => {
      const before = new Map(selectOpen.all().map((row) => [row.key, row.data]));
      const after = new Map(findings.map((finding) => [keyOfFinding(finding), finding]));
      const opened: Finding[] = [];
      const changed: Finding[] = [];
      for (const [key, finding] of after) {
        const data = JSON.stringify(finding);
        const known = before.get(key);
        if (known === data) continue;
        write(key, finding, data, at);
        (known === undefined ? opened : changed).push(finding);
      }
      const gone = [...before].filter(([key]) => !after.has(key));
      for (const [key] of gone) resolve.run(at, key);
      return { opened, changed, resolved: gone.map(([, data]) => JSON.parse(data) as Finding) };
    },
  };
}

function createWrite(db: SqliteDatabase): (key: string, finding: Finding, data: string, at: string) => void {
  const upsert = db.prepare(
    `insert into findings (key, cluster_id, node_pool, rule, severity, due_on, data, opened_at, changed_at)
     values (@key, @clusterId, @nodePool, @rule, @severity, @due, @data, @at, @at)
     on conflict (key) do update set severity = @severity, due_on = @due, data = @data, changed_at = @at,
       opened_at = case when resolved_at is null then opened_at else @at end, resolved_at = null`,
  );
  return (key, { clusterId, nodePool, rule, severity, due }, data, at) => {
    upsert.run({ key, clusterId, nodePool, rule, severity, due, data, at });
  };
}

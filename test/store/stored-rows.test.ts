import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WritableStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../support/open-test-store.ts';

const AT = '2026-08-10T09:00:00.000Z';

let folder: string;
let store: WritableStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vhdwatch-rows-'));
  store = openTestStore(join(folder, 'rows.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** What another program, or a broken disk, did to the database. */
function damage(sql: string): void {
  const db = new Database(join(folder, 'rows.db'));
  db.exec(sql);
  db.close();
}

test.each(['{"kind":', '[]', '{}', '{"kind":7}'])('refuses a row that is not what was written: %s', (content) => {
  store.outbox.add(
    [{ channel: 'C1', dedupeKey: 'k', content: { kind: 'test-message', requestedBy: 'Dana' }, dueAt: AT }],
    AT,
  );
  expect(store.outbox.list(1)[0]?.content).toMatchObject({ requestedBy: 'Dana' });
  damage(`update outbox set content = '${content}'`);
  expect(() => store.outbox.list(1)).toThrow(
    expect.objectContaining({ code: 'storage', message: expect.stringMatching(/table outbox .*restore/) }),
  );
});

test('takes a state that is not what was written for none', () => {
  store.settings.saveState('pause', { until: AT, by: 'me' });
  const find = () => store.settings.findState<{ until: string; by: string }>('pause', { until: 'text', by: 'text' });
  expect(find()).toEqual({ until: AT, by: 'me' });
  store.settings.save('pause', '');
  expect(find()).toBeNull();
  store.settings.save('pause', '{"until":1,"by":"me"}');
  expect(find()).toBeNull();
});

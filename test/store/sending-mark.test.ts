import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { restoreDatabase } from '../../src/store/restore-database.ts';
import { RESTORED } from '../../src/store/sending-mark.ts';
import { MIGRATIONS, placeNewDatabase } from '../support/open-test-store.ts';
import { makeFolder } from '../support/run-vhdwatch.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
const AT = NOW.toISOString();
let folder: ReturnType<typeof makeFolder>;
let path: string;
let copy: string;
let copiesSeen: number;

beforeEach(() => {
  folder = makeFolder();
  path = join(folder.path, 'vhdwatch.db');
  copy = join(folder.path, 'copy.db');
  copiesSeen = 0;
});
afterEach(() => folder.remove());

const onCopy = () => {
  copiesSeen += 1;
};
const open = () => {
  placeNewDatabase(path);
  return openStore({ path, migrations: MIGRATIONS, now: NOW, onCopy });
};

/** A run of the service that is about to send one message. */
function send(key: string): void {
  const store = open();
  const content = { kind: 'test-message', requestedBy: 'Dana' } as const;
  store.outbox.add([{ channel: 'C1', dedupeKey: key, content }], AT);
  const row = store.outbox.findByKey('C1', key);
  store.outbox.markSending(row?.id ?? 0, AT);
  store.keepSendingMark();
  store.close();
}

function isWatchful(): boolean {
  const store = open();
  const restored = store.settings.find(RESTORED);
  store.close();
  return restored !== null;
}

test('a database that goes on where it was is no copy', () => {
  send('a');
  send('b');
  expect(isWatchful()).toBe(false);
  expect(copiesSeen).toBe(0);
});

test.each([
  ['an older copy', () => copyFileSync(copy, path)],
  [
    'a database on another disk',
    () => {
      copyFileSync(copy, path);
      rmSync(`${path}.sent`);
    },
  ],
  ['a database beside a mark that is damaged', () => writeFileSync(`${path}.sent`, '{"id":')],
])('%s is recognised without "restore", once', (_, putBack) => {
  send('a');
  copyFileSync(path, copy);
  send('b');
  putBack();
  expect(isWatchful()).toBe(true);
  expect(isWatchful()).toBe(true);
  expect(copiesSeen).toBe(1);
});

test('the newer database that comes back after its copy was at work is recognised as well', () => {
  const newer = join(folder.path, 'newer.db');
  send('a');
  copyFileSync(path, copy);
  send('b');
  copyFileSync(path, newer);
  copyFileSync(copy, path);
  send('c');
  copyFileSync(newer, path);
  expect(isWatchful()).toBe(true);
});

test('a new database beside the mark of an old one has nothing to look for', () => {
  send('a');
  rmSync(path);
  expect(isWatchful()).toBe(false);
  send('b');
  expect(isWatchful()).toBe(false);
});

test('what "restore" put in place is not taken for a copy again', async () => {
  send('a');
  copyFileSync(path, copy);
  send('b');
  await restoreDatabase({
    request: { kind: 'file', file: copy, onlyIfMissing: false },
    path,
    migrations: MIGRATIONS,
    now: NOW,
  });
  expect(isWatchful()).toBe(true);
  send('c');
  expect(copiesSeen).toBe(0);
});

test('the last work of a copy is never one that lies ahead, which a clock that was wrong wrote', async () => {
  send('a');
  const store = open();
  store.sources.markSucceeded('aks-releases', {}, '2286-11-20T17:46:39.000Z');
  store.sources.markSucceeded('vhd-notes', {}, '2026-08-20T08:00:00.000Z');
  store.close();
  copyFileSync(path, copy);
  const restore = () => {
    const request = { kind: 'file', file: copy, onlyIfMissing: false } as const;
    return restoreDatabase({ request, path, migrations: MIGRATIONS, now: NOW });
  };
  await restore();
  const restored = open();
  expect(JSON.parse(restored.settings.find(RESTORED) ?? '')).toEqual({ from: '2026-08-20T08:00:00.000Z', at: AT });
  restored.close();
});

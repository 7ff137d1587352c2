import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const STORE = new URL('../../src/store/', import.meta.url);
const SOURCES = readdirSync(STORE).map((name) => ({ name, text: readFileSync(new URL(name, STORE), 'utf8') }));
const AT = '2026-08-20T09:00:00.000Z';
/** What may stand in a statement: pieces of SQL that this folder writes itself, as constants. */
const SQL_PIECES = /^(?:[A-Z_]+|source|order|isHead|order[A-Z]\w*|URGENCY|urgency)$/;

describe('SQL in the store', () => {
  test.each(SOURCES.filter(({ text }) => /\.(?:prepare|exec)\b/.test(text)))(
    '$name takes values only as bound parameters',
    ({ text }) => {
      const statements = [...text.matchAll(/`((?:[^`\\]|\\.)*)`/g)].map(([, body = '']) => body);
      const sql = statements.filter(
        (body) => /\b(?:select|insert|update|delete|create)\b/i.test(body) || /^\$\{(?:[A-Z_]+|source)\}/.test(body),
      );
      for (const body of sql) {
        for (const [, piece = ''] of body.matchAll(/\$\{([^}]*)\}/g)) expect(piece, body).toMatch(SQL_PIECES);
      }
      expect(text).not.toMatch(/(?:prepare|exec)\([^)]*(?:'|")\s*\+/);
    },
  );

  test('a value that looks like SQL stays a value', async () => {
    const { openTestStore } = await import('../support/open-test-store.ts');
    const store = openTestStore();
    const hostile = "'); drop table outbox; --";
    store.settings.save(hostile, hostile);
    store.outbox.add(
      [
        {
          channel: hostile,
          dedupeKey: hostile,
          content: { kind: 'test-message', requestedBy: hostile },
        },
      ],
      hostile,
    );
    expect(store.settings.find(hostile)).toBe(hostile);
    expect(store.outbox.findNextDue(AT, ["C1' or 1=1 --"])?.dedupeKey).toBe(hostile);
    expect(store.outbox.listReleaseNews(hostile)).toEqual([]);
    expect(store.checkIntegrity()).toBe('ok');
  });
});

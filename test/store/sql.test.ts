import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const STORE = new URL('../../src/store/', import.meta.url);
const SOURCES = readdirSync(STORE).map((name) => ({ name, text: readFileSync(new URL(name, STORE), 'utf8') }));
const AT = '2026-08-20T09:00:00.000Z';
/** SQL in a template of its own: behind a tag, what stands in it is bound, or is SQL as well. */
const UNTAGGED = /(?<![\w>])`\s*(?:select|insert|update|delete|replace|create|with)\b(?:[^`\\]|\\.)*`/gi;

describe('SQL in the store', () => {
  test.each(SOURCES)('$name takes values only as bound parameters', ({ text }) => {
    for (const [statement] of text.matchAll(UNTAGGED)) expect(statement).not.toContain('${');
    expect(text).not.toMatch(/(?:prepare|exec)\([^)]*(?:\$\{|(?:'|")\s*\+)/);
    // Only names of columns are put together, from what the program calls them.
    expect(text.match(/new Sql\(/g)?.length ?? 0).toBe(text.includes('class Sql') ? 2 : 0);
  });

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

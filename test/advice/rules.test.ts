import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/advice/find-advice.ts';

const SRC = new URL('../../src', import.meta.url).pathname;
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe('RULES', () => {
  it('holds every rule that a file of the folder exports', () => {
    const exported = readdirSync(join(SRC, 'advice/rules')).flatMap((name) => {
      const text = readFileSync(join(SRC, 'advice/rules', name), 'utf8');
      return [...text.matchAll(/: AdviceRule = \{\n {2}name: '([\w-]+)'/g)].map(([, rule]) => rule);
    });
    expect(RULES.map(({ name }) => name).sort()).toEqual(exported.sort());
  });

  it('are known by name nowhere else, so that a new one is its place in the folder and its line', () => {
    const elsewhere = files.filter((name) => !name.startsWith('advice/'));
    const named = elsewhere.filter((name) => {
      const text = readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      return RULES.some((rule) => new RegExp(`['"]${rule.name}['"]`).test(text));
    });
    // kubenet is also the name of a network plugin.
    expect(named.filter((name) => name !== 'messages/retirement-news.ts')).toEqual([]);
  });
});

describe('docs/advice.md', () => {
  const page = readFileSync(new URL('../../docs/advice.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\|(.*)\|$/gm)].map(([, name = '', cells = '']) => ({
    name,
    cells: cells.split('|').map((cell) => cell.trim()),
  }));

  it('has a row with condition, severity, source and what it does not know for every rule, in their order', () => {
    const described = rows.filter(({ cells }) => cells.length === 4);
    expect(described.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name));
    for (const { cells } of described) {
      expect(cells.every((cell) => cell !== '')).toBe(true);
      expect(cells[2]).toMatch(/^\[.+\]\(https:\/\/learn\.microsoft\.com\/.+\)$/);
    }
  });
});

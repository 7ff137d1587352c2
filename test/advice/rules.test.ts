import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/advice/rules.ts';

const SRC = new URL('../../src', import.meta.url).pathname;
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe('RULES', () => {
  it('holds every file of the folder under the name of its file', () => {
    const names = readdirSync(join(SRC, 'advice/rules')).map((name) => name.replace(/\.ts$/, ''));
    expect(RULES.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('are known by name nowhere else, so that a new one is its file and its line', () => {
    const elsewhere = files.filter((name) => !name.startsWith('advice/'));
    const named = elsewhere.filter((name) => {
      const text = readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      return RULES.some((rule) => new RegExp(`['"]${rule.name}['"]`).test(text));
    });
    // kubenet is also the name of a network plugin.
    expect(named.filter((name) => name !== 'domain/windows-feature.ts')).toEqual([]);
  });
});

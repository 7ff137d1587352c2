import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { listSettings, readRepositoryFile } from './repository.ts';

describe('.env.example', () => {
  const text = readRepositoryFile('.env.example');
  const values = parseEnv(text) as Record<string, string>;
  const all = parseEnv(text.replace(/^#(?=[A-Z_]+=)/gm, '')) as Record<string, string>;

  it('has every setting that the program reads, and no other', () => {
    expect(listSettings().length).toBeGreaterThan(15);
    expect(Object.keys(all).sort()).toEqual(listSettings());
  });

  it('copied as it is changes nothing', () => {
    expect(readConfig(values)).toEqual(readConfig({}));
    expect(readConfig(all)).toEqual(readConfig({}));
  });

  it('leaves to the container image what that sets otherwise', () => {
    const [, set = ''] = /^ENV (.*)$/m.exec(readRepositoryFile('Dockerfile')) ?? [];
    const pairs = set.split(' ').map((pair) => pair.split('='));
    const overridden = pairs.filter(([name = '', value]) => name in values && values[name] !== value);
    expect(pairs.length).toBeGreaterThan(2);
    expect(overridden).toEqual([]);
  });

  it('says in one line above each setting what it is', () => {
    const lines = text.split('\n');
    const bare = lines.filter((line, index) => /^#?[A-Z_]+=/.test(line) && !/^# \S/.test(lines[index - 1] ?? ''));
    expect(bare).toEqual([]);
  });
});

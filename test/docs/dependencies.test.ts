import { describe, expect, it } from 'vitest';
import { readRepositoryFile } from './repository.ts';

describe('docs/dependencies.md', () => {
  it('says of every runtime dependency why it is there, and of no other package', () => {
    const { dependencies } = JSON.parse(readRepositoryFile('package.json')) as { dependencies: Record<string, string> };
    const rows = [...readRepositoryFile('docs/dependencies.md').matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(dependencies).sort());
    for (const [, name, why = ''] of rows) expect(why.length, name).toBeGreaterThan(15);
  });
});

describe('package-lock.json', () => {
  it('has a checksum for every package, so that nothing else can be installed in its place', () => {
    const { packages } = JSON.parse(readRepositoryFile('package-lock.json')) as {
      packages: Record<string, { integrity?: string }>;
    };
    const unchecked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});

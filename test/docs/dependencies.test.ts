import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readRepositoryFile } from './repository.ts';

describe('docs/dependencies.md', () => {
  it('says of every package that the program imports why it is there, and of no other package', () => {
    const rows = [...readRepositoryFile('docs/dependencies.md').matchAll(/^\| `([^`]+)` *\| (.*?) *\|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(listImportedPackages());
    for (const [, name, why = ''] of rows) expect(why.length, name).toBeGreaterThan(15);
  });

  it('is installed beside the program only where it cannot be bundled into it', () => {
    const { dependencies } = JSON.parse(readRepositoryFile('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies)).toEqual(['@expo-google-fonts/lato', '@resvg/resvg-wasm', 'better-sqlite3']);
  });
});

/** The packages that a file under src/ names in an import or asks to be resolved, by name; types alone count for nothing. */
function listImportedPackages(): readonly string[] {
  const source = join(ROOT, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) =>
    [
      ...readFileSync(join(source, file), 'utf8').matchAll(
        /^(?:import (?!type )(?:[^;]*? from )?|.*(?:import|import\.meta\.resolve)\()'((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^']*)?'/gm,
      ),
    ].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(names)].filter((name) => !name.startsWith('.')).sort();
}

describe('package-lock.json', () => {
  it('has a checksum for every package, so that nothing else can be installed in its place', () => {
    const { packages } = JSON.parse(readRepositoryFile('package-lock.json')) as {
      packages: Record<string, { integrity?: string }>;
    };
    const unchecked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFakeGitHub } from '../support/fake-github.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { makeFolder } from '../support/run-vhdwatch.ts';
import { createAzCluster } from '../support/sample-fleet.ts';

/** A call takes about 120,000 arguments, in tests half as many; a list that is spread into one ends the program beyond that. */
const COUNT = 65_000;

let folder: ReturnType<typeof makeFolder>;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const many = (text: string, separator = ',') => Array.from({ length: COUNT }, () => text).join(separator);

/** Read as items and pods are: with SOAK. */
const ALIKE = [
  ['nodes without a name', `{"kind":"List","items":[${many('{"kind":"Node"}')}]}`],
  ['documents one after the other', many('{}', '\n')],
] as const;

test.each<readonly [string, string]>([
  ['items that are empty, and one that is none', `[1,${many('{}')}]`],
  ['pods without a name', `{"kind":"List","items":[${many('{"kind":"Pod"}')}]}`],
  ['lines of a table', `name,id\n${many('a,b', '\n')}`],
  ['lists that nobody closed', many('[', '')],
  ['lists in lists', `${many('[', '')}${many(']', '')}`],
  ...(process.env['SOAK'] ? ALIKE : []),
])(
  'a file of 65,000 %s ends in a sentence',
  async (_what, text) => {
    writeFileSync(join(folder.path, 'f.json'), text);
    const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), GITHUB_API_URL: 'http://127.0.0.1:9' };
    const { code, stdout, stderr } = await runInProcess(['clusters', 'import', 'f.json'], { env, cwd: folder.path });
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(/^(Nothing was imported: |\S*f\.json (is not JSON|lists pods)).*[.]$/m);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    // Of 65,000 reasons a screen is shown.
    expect(stdout.split('\n').length).toBeLessThan(60);
  },
  60_000,
);

// GitHub gives a hundred: with SOAK.
test.runIf(process.env['SOAK'])(
  'a page of 65,000 releases ends in a sentence',
  async () => {
    const github = await startFakeGitHub({ releases: [] });
    github.setFault({ kind: 'body', body: `[${many('1')}]` }, { match: '/releases' });
    const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), GITHUB_API_URL: github.url };
    const { code, stdout, stderr } = await runInProcess(['poll'], { env, cwd: folder.path });
    await github.close();
    expect({ code, told: stdout + stderr }).toEqual({ code: 1, told: expect.not.stringContaining('should not') });
  },
  60_000,
);

// Azure takes fifty: with SOAK.
test.runIf(process.env['SOAK'])(
  'a cluster of 65,000 tags is imported',
  async () => {
    const tags = Object.fromEntries(Array.from({ length: COUNT }, (_, index) => [`tag${index}`, 'x']));
    writeFileSync(join(folder.path, 'f.json'), JSON.stringify([createAzCluster('shop', 'rg-shop', tags, [])]));
    const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db') };
    const { code, stdout } = await runInProcess(['clusters', 'import', 'f.json'], { env, cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Imported 1 cluster /) });
  },
  60_000,
);

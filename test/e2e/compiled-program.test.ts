import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { makeFolder, runVhdwatch } from '../support/run-vhdwatch.ts';

// Beside each other: each waits for its process.
it.concurrent.each([['status'], ['doctor'], ['serve', '--help']])(
  'what %s loads is compiled already, and taken, and into a pipe it prints no colour',
  async (...args) => {
    const folder = makeFolder();
    try {
      const env = {
        NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
        DATABASE_PATH: ':memory:',
        GITHUB_API_URL: 'http://127.0.0.1:9',
      };
      const { stdout, stderr } = await runVhdwatch(args, { cwd: folder.path, env });
      const told = `${stdout}${stderr}`;
      expect(told.match(/ was accepted/g)?.length ?? 0).toBeGreaterThan(5);
      expect(stdout).not.toBe('');
      expect(told).not.toContain('\u001b[');
      // As where somebody may not write beside the program, each start would compile it again.
      expect(told).not.toMatch(/ was rejected|writing cache for/);
    } finally {
      folder.remove();
    }
  },
);

it.concurrent('keeps by which code something was worked out, so that other code of the same version does it anew', async () => {
  const folder = makeFolder();
  try {
    const path = join(folder.path, 'vhdwatch.db');
    const id =
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/shop';
    const pools = [{ name: 'npwin', osType: 'Windows', mode: 'User', count: 1 }];
    writeFileSync(join(folder.path, 'list.json'), JSON.stringify([{ id, name: 'shop', agentPoolProfiles: pools }]));
    const env = { DATABASE_PATH: path };
    expect(await runVhdwatch(['clusters', 'import', 'list.json'], { cwd: folder.path, env })).toMatchObject({
      code: 0,
    });
    const db = new Database(path, { readonly: true });
    const kept = db.prepare("select value from settings where key = 'findings'").pluck().get();
    db.close();
    expect(kept).toMatch(/\d+\.\d+\.\d+\+[0-9a-f]{12}/);
  } finally {
    folder.remove();
  }
});

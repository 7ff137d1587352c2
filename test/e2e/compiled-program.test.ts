import { expect, it } from 'vitest';
import { makeFolder, runVhdwatch } from '../support/run-vhdwatch.ts';

it.each([['status'], ['doctor'], ['serve', '--help']])(
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
      expect(told.match(/ was accepted/g)?.length ?? 0).toBeGreaterThan(20);
      expect(stdout).not.toBe('');
      expect(told).not.toContain('\u001b[');
      // As where somebody may not write beside the program, each start would compile it again.
      expect(told).not.toMatch(/ was rejected|writing cache for/);
    } finally {
      folder.remove();
    }
  },
);

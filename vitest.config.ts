import { statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// What Node made of the sources at the last run, for workers and for what they start from sources.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/test-compile', import.meta.url));

/** Room that the folders of tests may take at once. */
const FOLDERS_BYTES = 2 * 1024 ** 3;

export default defineConfig({
  plugins: [
    {
      name: 'libraries-as-they-are-shipped',
      // Their builds for development check and trace themselves at every step; Vitest asks Node for those.
      configResolved: ({ ssr: { resolve } }) => {
        if (resolve) resolve.conditions = [];
      },
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts'],
    setupFiles: ['test/support/prepare-worker.ts'],
    // A process for each file cost more than most of them take: what one changes of its process, it puts back.
    isolate: false,
    // Node runs the sources as they are; transforming them brought nothing but `vi.mock`, which nothing uses.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Tests that wait stand beside each other in their files, and one worker more fills what is left: on two quiet processors
    // two workers took 78 and 82 s, three 67 and 72 s, four 75 s, all of them 113 to 132 s of CPU.
    maxWorkers: availableParallelism() + 1,
    // Nothing takes long; a machine that is busy with other things may.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests make many objects and keep few: young ones are swept half as often, from the first file on. With half of the stack,
    // half as many items find the call that a list is spread into.
    execArgv: ['--min-semi-space-size=64', '--max-semi-space-size=64', '--stack-size=492'],
    env: { TZ: 'UTC', TMPDIR: chooseFolder() },
  },
});

/** In memory, where the machine has it: a database is as it is shipped, but nobody waits for a disk after each transaction. */
function chooseFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (process.env['TMPDIR'] === undefined && bavail * bsize > FOLDERS_BYTES) return '/dev/shm';
  } catch {
    // Not every system has it.
  }
  return tmpdir();
}

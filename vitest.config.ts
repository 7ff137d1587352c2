import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Files that are about whole processes: they start them, kill them, or run beside them. All others touch nothing of
 * their own process (environment, folder, signals), or put it back, and share one with all it has loaded: a process for
 * each file cost more than most of them take.
 */
const PROCESSES = ['test/{demo,e2e}/**/*.test.ts', 'test/docs/readme.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/build-once.ts'],
    setupFiles: ['test/support/fix-seed.ts'],
    // Many tests wait for a process or a clock: one worker more than there are processors keeps these busy.
    maxWorkers: availableParallelism() + 1,
    // Nothing takes long; a machine that is busy with other things may.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    projects: [
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: PROCESSES, isolate: false } },
      { extends: true, test: { name: 'processes', include: PROCESSES } },
    ],
  },
});

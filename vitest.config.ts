import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Files that touch nothing of their process (environment, folder, signals, clock) share one: starting a process for
 * each costs more than most of them take. A file elsewhere gets a process of its own.
 */
const SHARING = [
  'test/{advice,catalogue,deploy,domain,inventory,notes,outbox,sources,store}/**/*.test.ts',
  'test/surfaces/{chart,web}/**/*.test.ts',
  'test/surfaces/slack/{access,listeners,messages,preview,sender}/**/*.test.ts',
];

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
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: SHARING } },
    ],
  },
});

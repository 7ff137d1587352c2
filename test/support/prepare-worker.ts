import fc from 'fast-check';
import { afterAll, afterEach, beforeEach } from 'vitest';
import './resolve-our-files.ts';

/** The same examples on every run, so that a red build is a change's doing; FC_SEED looks elsewhere, and `SOAK` further. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_123), numRuns: process.env['SOAK'] ? 150 : 30 });

// Once what they import is found by ourselves; and once a file, since Node finds what is loaded anew at each import.
const { closeTestStores, keepTestStores, takeTestStores } = await import('./open-test-store.ts');
beforeEach(keepTestStores);
afterEach(takeTestStores);
afterAll(closeTestStores);

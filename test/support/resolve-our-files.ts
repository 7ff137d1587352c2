import { registerHooks } from 'node:module';

/** What Vitest asks for a test file with, so that it is another one after each change of it. */
const ANEW = /(\.test\.ts)(?:\?|%3F)vitest=\d+$/;

// What our files import from each other lies where they say, and Node's own modules are what they are called. Vitest would
// look for either as for a package and tell its main process of each import, for its watching. Nor would what Node compiled of
// a test file be found again under a new name.
if (process.env['VITEST_MODE'] !== 'WATCH') {
  registerHooks({
    resolve: (specifier, context, next) =>
      /^(?:\.|node:)/.test(specifier) && context.parentURL?.includes('/node_modules/') === false
        ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true }
        : next(specifier.replace(ANEW, '$1'), context),
  });
}

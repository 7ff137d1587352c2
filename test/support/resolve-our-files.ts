import { registerHooks } from 'node:module';

// What our files import from each other lies where they say. Vitest would look for it as for a package and tell its main
// process of each import, for its watching.
if (process.env['VITEST_MODE'] !== 'WATCH') {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('.') && context.parentURL?.includes('/node_modules/') === false
        ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true }
        : next(specifier, context),
  });
}

import fc from 'fast-check';

/** The same examples on every run, so that a red build is a change's doing; FC_SEED looks elsewhere. */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_123) });

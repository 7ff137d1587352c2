// Loaded with --import into the real process, never part of the product: counts the commits to the database, and kills
// the process right before or right after the one it is told: by its number, or the first one of a sort.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const Database = createRequire(import.meta.url)('better-sqlite3');
// The program has the driver's code in it, and shares its native part.
const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1'));
const [when, which] = (process.env.CRASH_AT ?? '').split(':');
const log = process.env.CRASH_LOG;
const { run } = statement;
let commits = 0;
let asked = '';
const { fetch } = globalThis;

// What is sent between two commits is what a kill between them can lose or repeat.
globalThis.fetch = (...args) => {
  asked = /\/chat\.postMessage$/.test(args[0]?.url ?? args[0]) ? 'after-message' : asked || 'after-request';
  return fetch(...args);
};

function isTold() {
  return which === asked || commits === Number(which);
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing may happen in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

statement.run = function counted(...values) {
  if (this.source !== 'COMMIT') return run.apply(this, values);
  commits += 1;
  if (when === 'before' && isTold()) die();
  const result = run.apply(this, values);
  if (log) appendFileSync(log, '.');
  if (when === 'after' && isTold()) die();
  asked = '';
  return result;
};

// Loaded with --import into the real process, never part of the product: counts the commits to the database, and kills
// the process right before or right after the one it is told: by its number, or the first one of a sort.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const Database = createRequire(import.meta.url)('better-sqlite3');
const [when, which] = (process.env.CRASH_AT ?? '').split(':');
const log = process.env.CRASH_LOG;
const begin = Database.prototype.transaction;
const depth = new WeakMap();
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

Database.prototype.transaction = function transaction(work) {
  const counted = (...args) => {
    const result = work(...args);
    // Nested transactions are savepoints: they commit nothing. (Inside, the outer one shows as two levels.)
    if (depth.get(this) === 1) {
      commits += 1;
      if (when === 'before' && isTold()) die();
    }
    return result;
  };
  const run = begin.call(this, counted);
  const wrap =
    (variant) =>
    (...args) => {
      const level = (depth.get(this) ?? 0) + 1;
      depth.set(this, level);
      try {
        const result = variant(...args);
        if (level === 1) {
          if (log) appendFileSync(log, '.');
          if (when === 'after' && isTold()) die();
          asked = '';
        }
        return result;
      } finally {
        depth.set(this, level - 1);
      }
    };
  return Object.assign(wrap(run), {
    default: wrap(run.default),
    deferred: wrap(run.deferred),
    immediate: wrap(run.immediate),
    exclusive: wrap(run.exclusive),
  });
};

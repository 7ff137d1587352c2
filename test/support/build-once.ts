import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { buildProgram, COMPILE_CACHE } from './run-vhdwatch.ts';

/** Each run adds what Node made of its test files, under names that no later run asks for. */
const MOST_CACHED = 10_000;

/** Before any test file: those that start the program as a process must not build it under each other's feet. */
export function setup(): void {
  buildProgram();
  if (existsSync(COMPILE_CACHE) && readdirSync(COMPILE_CACHE, { recursive: true }).length > MOST_CACHED) {
    // Another run may be at work with it.
    const old = `${COMPILE_CACHE}-${process.pid}`;
    renameSync(COMPILE_CACHE, old);
    rmSync(old, { recursive: true });
  }
}

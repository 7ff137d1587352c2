import { buildProgram } from './run-vhdwatch.ts';

/** Before any test file: those that start the program as a process must not build it under each other's feet. */
export function setup(): void {
  buildProgram();
}

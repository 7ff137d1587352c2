import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** This process, so that another one can tell whether it still lives: host, process number, and a mark of its own. */
export const PROCESS_IDENTITY = `${hostname()}|${process.pid}|${randomUUID()}`;

import { createServer } from 'node:net';

/** `wanted` when it is free on the loopback, else 0: any free port. */
export function findPort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}

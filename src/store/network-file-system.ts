import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Magic numbers of Linux's statfs(2). */
const NETWORK: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'SMB',
  4266872130: 'SMB',
  1702057286: 'FUSE, as blobfuse is',
};

/** Kind of network file system that a file lies on, by the number of its type; `null` for any other. */
export function nameNetworkFileSystem(type: number): string | null {
  // Some architectures have the number signed.
  return NETWORK[type >>> 0] ?? null;
}

/** The same of a path: SQLite's locks do not hold there, and its log of writes is lost with the connection. */
export function findNetworkFileSystem(path: string): string | null {
  try {
    return nameNetworkFileSystem(statfsSync(dirname(path)).type);
  } catch {
    return null;
  }
}

import { AppError } from '../domain/app-error.ts';

const ADVICE: readonly (readonly [prefix: string, advice: string])[] = [
  ['SQLITE_FULL', 'the disk is full: free space or enlarge the volume; nothing was lost and the next run goes on'],
  [
    'SQLITE_READONLY',
    'it cannot be written: check the permissions of the file and its folder, and that the volume is not mounted read-only',
  ],
  ['SQLITE_CANTOPEN', 'it cannot be opened: check that the folder exists and may be written'],
  ['SQLITE_NOTADB', 'it is not an SQLite database: point DATABASE_PATH elsewhere or restore a backup'],
  ['SQLITE_CORRUPT', 'it is damaged: stop the service and restore a backup (vhdwatch restore)'],
  ['SQLITE_BUSY', 'another process holds it: stop the other process or try again'],
  ['SQLITE_IOERR', 'reading or writing it failed: check the disk or volume'],
];

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Turns an SQLite failure into an AppError (`storage`) that names the file and the next step; others pass through. */
export function describeStorageFailure(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const advice = ADVICE.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (!advice) return error;
  return new AppError('storage', `Database ${path} (DATABASE_PATH): ${advice}. [${code}]`, { cause: error });
}

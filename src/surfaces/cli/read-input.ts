import { readFile } from 'node:fs/promises';
import { AppError } from '../../domain/app-error.ts';
import type { CliEnvironment } from './cli-environment.ts';

/** Bytes of a file, or of standard input for `-`. @throws AppError `invalid_input` that names the file */
export async function readInput(environment: CliEnvironment, file: string): Promise<Uint8Array> {
  if (file === '-') return environment.readStdin();
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('invalid_input', `${file} cannot be read (${reason}): check the path.`, { cause: error });
  }
}

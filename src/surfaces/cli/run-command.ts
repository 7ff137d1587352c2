import type { AppContext } from '../../app/app-context.ts';
import { AppError } from '../../domain/app-error.ts';
import type { CliEnvironment, GlobalOptions } from './cli-environment.ts';

/** Opens the application, runs `work`, prints its result as JSON or as text, and closes again, also after a failure. */
export async function runCommand<T>(
  environment: CliEnvironment,
  options: GlobalOptions,
  work: (context: AppContext) => T | Promise<T>,
  renderText: (result: T) => string,
): Promise<T> {
  const app = await environment.openApp(parseNow(options.now));
  try {
    const result = await work(app.context);
    printResult(environment, options, result, renderText);
    return result;
  } finally {
    await app.close();
  }
}

/** One JSON value on stdout for programs, or text for people. */
export function printResult<T>(
  environment: CliEnvironment,
  options: GlobalOptions,
  result: T,
  renderText: (result: T) => string,
): void {
  environment.stdout(`${options.json ? JSON.stringify(result) : renderText(result)}\n`);
}

/** Reads `--now`. @throws AppError `invalid_usage` */
export function parseNow(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw new AppError('invalid_usage', `--now ${text} is no instant: write it as 2026-08-20 or 2026-08-20T09:00:00Z.`);
  }
  return instant;
}

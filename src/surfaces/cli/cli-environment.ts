import type { AppContext } from '../../app/app-context.ts';
import type { RestoreReport, RestoreRequest } from '../../app/operations/maintain-database.ts';
import type { NotificationContent } from '../../domain/notification.ts';

/** What every command can be given. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly now?: string;
}

/** An opened application; `close` lets go of the database. */
export interface OpenApp {
  readonly context: AppContext;
  close(): Promise<void>;
}

/** What the command line is given by `main.ts`; the commands name no concrete class. */
export interface CliEnvironment {
  readonly version: string;
  /** Reads the configuration and opens the database. @throws AppError `invalid_config`, `storage` */
  openApp(now: Date | null): Promise<OpenApp>;
  /** Puts a backup in the place of the database, which need not open. @throws AppError */
  restore(request: RestoreRequest, now: Date | null): Promise<RestoreReport>;
  /** Runs the service until it is told to stop. */
  serve(now: Date | null): Promise<void>;
  /** A message as its channel reads it, as text. */
  readonly renderMessage: (content: NotificationContent) => string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether a person looks at stderr: progress is drawn only then. */
  readonly isTerminal?: boolean;
  /** Width of the terminal that stdout is; `null` or absent where it is none, and nothing is cut. */
  readonly columns?: number | null;
  /** Whether colours may be used on stdout. */
  readonly isColoured?: boolean;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Called with 1 when a command ran and something failed. */
  setExitCode(code: number): void;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../domain/app-error.ts';
import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import type { Logger } from '../../domain/logger.ts';
import type { Drawing, DrawingRequest } from './drawing-request.ts';

/** Draws pictures in a process of their own, which ends when nothing was drawn for a while. */
export interface PictureDrawer {
  /** An SVG document. @throws AppError `unavailable` when it could not be drawn */
  drawSvg(picture: FleetPicture, theme: PictureTheme): Promise<string>;
  /** PNG bytes; `null` when it could not be drawn: no message waits for its picture. Never throws. */
  drawPng(picture: FleetPicture): Promise<Uint8Array | null>;
  /** Ends the process; what it was drawing is not drawn. */
  close(): Promise<void>;
}

/** How long the process and its memory are kept for the next picture. */
const IDLE_MS = 10_000;
/** A drawing takes a tenth of a second, the first one of a process some seconds on a busy machine. */
const TIMEOUT_MS = 30_000;
/** Beside this file in the sources, beside its bundle in the build. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? 'render-worker.ts' : 'render-worker.js', import.meta.url);

/** Who waits for a drawing, and the process that makes it. */
interface Waiting {
  readonly by: ChildProcess;
  resolve(drawn: string | Uint8Array): void;
  reject(error: Error): void;
}

/** What tests change. */
interface DrawerOptions {
  readonly idleMs?: number;
  readonly timeoutMs?: number;
  readonly program?: URL;
}

/** Nothing is started before the first picture. */
export function createPictureDrawer(logger: Logger, options: DrawerOptions = {}): PictureDrawer {
  const { idleMs = IDLE_MS, timeoutMs = TIMEOUT_MS, program = PROGRAM } = options;
  const waiting = new Map<number, Waiting>();
  let drawing: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let requests = 0;

  /** With none of our environment, which holds tokens. */
  function start(): ChildProcess {
    const started = fork(program, { serialization: 'advanced', env: {}, execArgv: [], stdio: 'ignore' });
    started.on('message', (answer) => settle(answer as Drawing));
    started.on('error', (error) => end(started, error));
    started.on('exit', () => end(started, new Error('the drawing process ended')));
    return started;
  }

  function settle(answer: Drawing): void {
    const one = waiting.get(answer.id);
    // An answer that nobody waits for any more is from a process that is ended.
    if (!one) return;
    waiting.delete(answer.id);
    if ('error' in answer) one.reject(new Error(answer.error));
    else one.resolve(answer.drawn);
    if (waiting.size > 0) return;
    // From here on it keeps no process alive.
    drawing?.unref();
    drawing?.channel?.unref();
    clearTimeout(idle);
    idle = setTimeout(() => void close(), idleMs).unref();
  }

  /** What waits for a process that is gone will not come; another one may be at work already. */
  function end(ended: ChildProcess, error: Error): void {
    if (drawing === ended) drawing = null;
    for (const [id, one] of waiting) {
      if (one.by !== ended) continue;
      waiting.delete(id);
      one.reject(error);
    }
  }

  function draw(request: Omit<DrawingRequest, 'id'>): Promise<string | Uint8Array> {
    clearTimeout(idle);
    drawing ??= start();
    const by = drawing;
    by.ref();
    by.channel?.ref();
    const id = ++requests;
    const drawn = new Promise<string | Uint8Array>((resolve, reject) => {
      waiting.set(id, { by, resolve, reject });
      by.send({ id, ...request } satisfies DrawingRequest, (error) => error && end(by, error));
    });
    const slow = setTimeout(() => {
      end(by, new Error(`the drawing took longer than ${timeoutMs / 1_000} s`));
      by.kill('SIGKILL');
    }, timeoutMs);
    return drawn.finally(() => clearTimeout(slow));
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const ending = drawing;
    drawing = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.ref();
    ending.kill('SIGKILL');
    await ended;
  }

  return {
    drawSvg: async (picture, theme) => {
      const svg = await orNull(draw({ picture, theme, as: 'svg' }), logger);
      if (svg !== null) return String(svg);
      throw new AppError('unavailable', 'The picture could not be drawn; the table beside it says the same.');
    },
    drawPng: async (picture) =>
      (await orNull(draw({ picture, theme: 'light', as: 'png' }), logger)) as Uint8Array | null,
    close,
  };
}

async function orNull<T>(drawn: Promise<T>, logger: Logger): Promise<T | null> {
  return drawn.catch((error: unknown) => {
    logger.error('A picture could not be drawn', { error });
    return null;
  });
}

import type { Logger } from '../../domain/logger.ts';
import type { FleetPicture } from '../../domain/pool-week.ts';
import { createIdleProcess, type IdleProcessOptions, programBeside } from '../../workers/idle-process.ts';

/** Draws pictures in a process of their own, which ends when nothing was drawn for a while. */
export interface PictureDrawer {
  /** PNG bytes; `null` when it could not be drawn: no message waits for its picture. Never throws. */
  drawPng(picture: FleetPicture): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** A drawing takes a tenth of a second, the first one of a process some seconds on a busy machine. */
const PROCESS: IdleProcessOptions = {
  program: programBeside(import.meta.url, 'render-worker'),
  idleMs: 10_000,
  timeoutMs: 30_000,
};

export function createPictureDrawer(logger: Logger, options: Partial<IdleProcessOptions> = {}): PictureDrawer {
  const { ask, close } = createIdleProcess<FleetPicture, Uint8Array>({ ...PROCESS, ...options });
  return {
    drawPng: (picture) =>
      ask(picture).catch((error: unknown) => {
        logger.error('A picture could not be drawn', { error });
        return null;
      }),
    close,
  };
}

import type { Logger } from '../../domain/logger.ts';
import type { FleetPicture } from '../../domain/pool-week.ts';
import { createIdleProcess, type IdleProcessOptions, programBeside } from '../../workers/idle-process.ts';

/** Draws pictures in a process of their own, which ends when nothing was drawn for a while. */
export interface PictureDrawer {
  drawPng(picture: FleetPicture): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

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

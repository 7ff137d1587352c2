import { AppError } from '../../domain/app-error.ts';
import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import type { Logger } from '../../domain/logger.ts';
import { createIdleProcess, type IdleProcessOptions, programBeside } from '../../workers/idle-process.ts';
import type { DrawingRequest } from './render-worker.ts';

/** Draws pictures in a process of their own, which ends when nothing was drawn for a while. */
export interface PictureDrawer {
  /** An SVG document. @throws AppError `unavailable` when it could not be drawn */
  drawSvg(picture: FleetPicture, theme: PictureTheme): Promise<string>;
  /** PNG bytes; `null` when it could not be drawn: no message waits for its picture. Never throws. */
  drawPng(picture: FleetPicture): Promise<Uint8Array | null>;
  /** Ends the process; what it was drawing is not drawn. */
  close(): Promise<void>;
}

/** A drawing takes a tenth of a second, the first one of a process some seconds on a busy machine. */
const PROCESS: IdleProcessOptions = {
  program: programBeside(import.meta.url, 'render-worker'),
  idleMs: 10_000,
  timeoutMs: 30_000,
};

/** `options` are for tests. */
export function createPictureDrawer(logger: Logger, options: Partial<IdleProcessOptions> = {}): PictureDrawer {
  const { ask, close } = createIdleProcess<DrawingRequest, string | Uint8Array>({ ...PROCESS, ...options });
  const draw = (request: DrawingRequest) =>
    ask(request).catch((error: unknown) => {
      logger.error('A picture could not be drawn', { error });
      return null;
    });
  return {
    drawSvg: async (picture, theme) => {
      const svg = await draw({ picture, theme, as: 'svg' });
      if (svg !== null) return String(svg);
      throw new AppError('unavailable', 'The picture could not be drawn; the table beside it says the same.');
    },
    drawPng: async (picture) => (await draw({ picture, theme: 'light', as: 'png' })) as Uint8Array | null,
    close,
  };
}

import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import { answerRequests } from '../../workers/idle-process.ts';

/** A picture to draw, and as what. */
export interface DrawingRequest {
  readonly picture: FleetPicture;
  readonly theme: PictureTheme;
  readonly as: 'svg' | 'png';
}

/*
 * Draws in a process beside the service: a drawing takes a tenth of a second, in which the chat waits for answers, and its
 * libraries take some hundred megabytes, which go with the process.
 */
answerRequests(async ({ picture, theme, as }: DrawingRequest): Promise<string | Uint8Array> => {
  const { drawFleetPicture, rasterizeSvg } = await import('./draw-fleet-picture.ts');
  const svg = drawFleetPicture(picture, theme);
  return as === 'svg' ? svg : rasterizeSvg(svg);
});

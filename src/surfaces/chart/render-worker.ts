import type { FleetPicture } from '../../domain/pool-week.ts';
import { answerRequests } from '../../workers/idle-process.ts';

/*
 * Draws in a process beside the service: a drawing takes a tenth of a second, in which the chat waits for answers, and its
 * libraries take some hundred megabytes, which go with the process.
 */
answerRequests(async (picture: FleetPicture): Promise<Uint8Array> => {
  const { drawFleetPicture, rasterizeSvg } = await import('./draw-fleet-picture.ts');
  return rasterizeSvg(drawFleetPicture(picture));
});

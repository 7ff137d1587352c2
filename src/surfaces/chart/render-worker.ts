import type { FleetPicture } from '../../domain/pool-week.ts';
import { answerRequests } from '../../workers/idle-process.ts';

/** A drawing takes a tenth of a second, in which a chat would wait, and some hundred megabytes that go with the process. */
answerRequests(async (picture: FleetPicture): Promise<Uint8Array> => {
  const { drawFleetPicture, rasterizeSvg } = await import('./draw-fleet-picture.ts');
  return rasterizeSvg(drawFleetPicture(picture));
});

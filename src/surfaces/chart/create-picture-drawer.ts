import type { FleetPicture } from '../../domain/fleet-picture.ts';
import type { Logger } from '../../domain/logger.ts';

/** Draws a picture as PNG bytes; `null` when that failed, which is logged: no message waits for its picture. */
export function createPictureDrawer(logger: Logger): (picture: FleetPicture) => Promise<Uint8Array | null> {
  return async (picture) => {
    try {
      // Both libraries take tens of megabytes: they are loaded by the first picture.
      const [{ drawFleetPicture }, { rasterizeSvg }] = await Promise.all([
        import('./draw-fleet-picture.ts'),
        import('./rasterize-svg.ts'),
      ]);
      return await rasterizeSvg(drawFleetPicture(picture));
    } catch (error) {
      logger.error('A picture could not be drawn', { error });
      return null;
    }
  };
}

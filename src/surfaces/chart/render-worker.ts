import { drawFleetPicture } from './draw-fleet-picture.ts';
import type { Drawing, DrawingRequest } from './drawing-request.ts';
import { rasterizeSvg } from './rasterize-svg.ts';

/*
 * Draws in a process beside the service: a drawing takes a tenth of a second, in which Slack waits for answers, and its
 * libraries take some hundred megabytes, which go with the process. It ends with the one that asked.
 */
process.on('disconnect', () => process.exit());
process.on('message', async (request: DrawingRequest) => {
  answer(await draw(request));
});

async function draw({ id, picture, theme, as }: DrawingRequest): Promise<Drawing> {
  try {
    const svg = drawFleetPicture(picture, theme);
    return { id, drawn: as === 'svg' ? svg : await rasterizeSvg(svg) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function answer(drawing: Drawing): void {
  process.send?.(drawing);
}

import type { Express } from 'express';
import { findInboxPicture } from '../../app/find-inbox-picture.ts';
import { readFleetPicture } from '../../app/read-fleet-picture.ts';
import { PICTURE_PATH } from './pages/fleet-picture.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** A drawing carries its own fonts and colours as inline styles; shown as an image it can do nothing else. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const ALWAYS = 'private, max-age=31536000, immutable';

/** The drawing of the fleet, and the pictures of messages in the local inbox. */
export function addPictures(app: Express, { context, drawPicture }: WebDependencies): void {
  app.get(PICTURE_PATH, async ({ query }, response) => {
    const theme = query['theme'] === 'dark' ? 'dark' : 'light';
    const svg = await drawPicture(readFleetPicture(context), theme);
    response.set('Content-Security-Policy', DRAWING_POLICY).type('svg').send(svg);
  });
  app.get(/^\/pictures\/F([0-9A-F]{32})\.png$/, ({ params }, response, next) => {
    const png = findInboxPicture(context, String(params[0]));
    if (png) response.set('Cache-Control', ALWAYS).type('png').send(Buffer.from(png));
    else next();
  });
}

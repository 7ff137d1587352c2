import type { Express } from 'express';
import { findInboxPicture } from '../../app/delivery/manage-outbox.ts';
import { readFleetPicture } from '../../app/reminders/fleet-history.ts';
import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import { PICTURE_PATH } from './pages/overview-page.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** A drawing carries its own fonts and colours as inline styles; shown as an image it can do nothing else. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const ALWAYS = 'private, max-age=31536000, immutable';

/** The drawing of the fleet, and the pictures of messages in the local inbox. */
export function addPictures(app: Express, { context, drawPicture }: WebDependencies): void {
  const draw = rememberLast(drawPicture);
  app.get(PICTURE_PATH, async ({ query }, response) => {
    const theme = query['theme'] === 'dark' ? 'dark' : 'light';
    const svg = await draw(onlyDrawn(readFleetPicture(context)), theme);
    response.set('Content-Security-Policy', DRAWING_POLICY).type('svg').send(svg);
  });
  app.get(/^\/pictures\/F([0-9A-F]{32})\.png$/, ({ params }, response, next) => {
    const png = findInboxPicture(context, String(params[0]));
    if (png) response.set('Cache-Control', ALWAYS).type('png').send(Buffer.from(png));
    else next();
  });
}

/** Without the names of what a date concerns, of which a large fleet has megabytes. */
function onlyDrawn({ drawnOn, weeks, dates }: FleetPicture): FleetPicture {
  return { drawnOn, weeks, dates: dates.map(({ on, title }) => ({ on, title })) };
}

/** The same picture is drawn once for each theme, however often the page is opened. */
function rememberLast(draw: WebDependencies['drawPicture']): WebDependencies['drawPicture'] {
  const last = new Map<PictureTheme, { readonly key: string; readonly svg: Promise<string> }>();
  return (picture: FleetPicture, theme) => {
    const key = JSON.stringify(picture);
    const known = last.get(theme);
    if (known?.key === key) return known.svg;
    const svg = draw(picture, theme);
    const entry = { key, svg };
    last.set(theme, entry);
    // Another may be in its place by the time it fails.
    svg.catch(() => last.get(theme) === entry && last.delete(theme));
    return svg;
  };
}

import { createHash } from 'node:crypto';
import type { Express } from 'express';
import { PAGE_STYLES } from './page-styles.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#4a154b"/><path d="M9 9h8v8H9zM19 9h8v8h-8zM9 19h8v8H9z" fill="#fff"/><circle cx="23" cy="23" r="4.5" fill="#2eb67d"/></svg>`;

/** Serves the style sheet and the icon; returns the sheet's address, which changes with its content. */
export function addAssets(app: Express, messageStyles: string): string {
  const styles = PAGE_STYLES + messageStyles;
  const version = createHash('sha256').update(styles).digest('hex').slice(0, 12);
  app.get('/styles.css', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(styles);
  });
  app.get('/icon.svg', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('svg').send(ICON);
  });
  return `/styles.css?v=${version}`;
}

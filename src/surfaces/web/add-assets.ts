import { createHash } from 'node:crypto';
import type { Express } from 'express';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLES } from './page-styles.ts';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="9" fill="#1f3b73"/><path d="M9 9h8v8H9zM19 9h8v8h-8zM9 19h8v8H9z" fill="#fff"/><circle cx="23" cy="23" r="4.5" fill="#4cc38a"/></svg>`;

/** Addresses that change with their content. */
export interface AssetUrls {
  readonly stylesUrl: string;
  readonly scriptUrl: string;
}

/** Serves the style sheet, the script and the icon. */
export function addAssets(app: Express, messageStyles: string): AssetUrls {
  const styles = PAGE_STYLES + messageStyles;
  for (const [path, type, text] of [
    ['/styles.css', 'css', styles],
    ['/page.js', 'js', PAGE_SCRIPT],
  ] as const)
    app.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(text);
    });
  app.get('/icon.svg', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('svg').send(ICON);
  });
  return { stylesUrl: `/styles.css?v=${digest(styles)}`, scriptUrl: `/page.js?v=${digest(PAGE_SCRIPT)}` };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

import { createHash } from 'node:crypto';

/** A picture of the demo's page in the README, light and dark. */
export interface Picture {
  readonly name: string;
  readonly path: string;
  /** What of the page is shown; `null`: what fits the window. */
  readonly element: string | null;
  /** The same in the page's text. */
  readonly part: RegExp;
  readonly width: number;
  readonly height: number;
}

export const PICTURES: readonly Picture[] = [
  { name: 'overview', path: '/', element: null, part: /<main.*<\/main>/s, width: 1120, height: 654 },
  {
    name: 'card',
    path: '/inbox',
    element: '.channel:has-text("C0PARTNERS") .message',
    part: /C0PARTNERS<\/h2>.*?<\/article>/s,
    width: 1120,
    height: 800,
  },
];

/**
 * What a picture shows is built of, as a digest of the page's text: its elements with their classes, each kind once, in
 * the order of their first. Words, numbers and how many there are may change without making a picture untrue.
 */
export function digestStructure({ name, part }: Picture, page: string): string {
  const [shown] = part.exec(page) ?? [];
  if (shown === undefined) throw new Error(`the page has nothing of the picture "${name}"`);
  const kinds = [...shown.matchAll(/<([a-z][a-z0-9]*)(?:[^>]*? class="([^"]*)")?/g)].map(
    ([, tag, classes = '']) => `${tag}.${classes}`,
  );
  return createHash('sha256')
    .update([...new Set(kinds)].join('\n'))
    .digest('hex')
    .slice(0, 16);
}

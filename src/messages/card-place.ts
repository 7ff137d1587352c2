import { type Line, link, plain } from './card.ts';

/** Where the page is that has what a card leaves out. */
export interface CardPlace {
  /** ` · The whole fleet`, as a link; nothing where no address of the page is known. */
  readonly linkTo: (path: string, label: string) => Line;
}

/** The page under its public address (PUBLIC_URL); `null` where nobody told it. */
export function createCardPlace(publicUrl: string | null): CardPlace {
  return {
    linkTo: (path, label) =>
      publicUrl === null ? [] : [plain(' · '), link(`${publicUrl.replace(/\/+$/, '')}${path}`, label)],
  };
}

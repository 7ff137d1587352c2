import type { ReleaseDifference } from '../domain/notification.ts';
import { bold, type Card, type Line, list, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { spansOfMarkdown } from './markdown-spans.ts';

const PASSAGES_SHOWN = 6;

/** For a thread: the Windows passages as they were and as they are. Everything in it is text from outside. */
export function createReleaseDifferenceCard({ release, removed, added }: ReleaseDifference): Card {
  const tag = toLiteral(release.tag, 60);
  return {
    headline: [plain(`The Windows part of AKS release ${tag} was reworded; no image and no date changed`)],
    parts: [
      ...list(
        removed.slice(0, PASSAGES_SHOWN).map((text) => passage('Was: ', text)),
        Math.max(0, removed.length - PASSAGES_SHOWN),
      ),
      ...list(
        added.slice(0, PASSAGES_SHOWN).map((text) => passage('Is: ', text)),
        Math.max(0, added.length - PASSAGES_SHOWN),
      ),
    ],
  };
}

function passage(label: string, text: string): Line {
  return [bold(label), ...spansOfMarkdown(text, 500)];
}

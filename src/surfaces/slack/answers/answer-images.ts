import { formatDate } from '../../../domain/calendar-date.ts';
import type { NodeImage } from '../../../domain/catalogue.ts';
import type { ImageHold } from '../../../domain/image-hold.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { bold, code, link, plain, type Span } from '../../../messages/card.ts';
import { spansOfFixes } from '../../../messages/image-words.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { countOf } from '../../../messages/words.ts';
import type { Answer } from './answer.ts';
import { answerList } from './answer-list.ts';

const SHOWN = 20;

/** The newest image of every OS SKU, or the images of one, newest first. */
export function answerImages(images: readonly NodeImage[], osSku: OsSku | null, holds: readonly ImageHold[]): Answer {
  const held = new Set(holds.map(({ version }) => version));
  const what =
    osSku === null
      ? 'The newest Windows node images'
      : `${titleOfOsSku(osSku)}: ${countOf(images.length, 'image')}, newest first`;
  return answerList({
    headline: images.length === 0 ? 'No Windows node image is known yet.' : `${what}.`,
    items: images.slice(0, SHOWN).map((image) => spansOfNodeImage(image, held.has(image.version))),
    left: Math.max(0, images.length - SHOWN),
  });
}

/** `Windows Server 2022 20348.5386.260715 built 15 Jul 2026, announced in 2026-07-17 · security update KB5065432 · what is in it`. */
export function spansOfNodeImage(image: NodeImage, isHeld: boolean): Span[] {
  const { osSku, version, builtOn, announcedIn, announcementUrl, notesUrl, state } = image;
  return [
    bold(toLiteral(titleOfOsSku(osSku), 80)),
    plain(' '),
    code(toLiteral(version, 60)),
    plain(` built ${formatDate(builtOn)}${state === 'withdrawn' ? ', withdrawn' : ''}${isHeld ? ', ON HOLD' : ''}`),
    ...(announcedIn ? [plain(', announced in '), link(announcementUrl, announcedIn)] : []),
    ...spansOfFixes(image),
    ...(notesUrl ? [plain(' · '), link(notesUrl, 'what is in it')] : []),
  ];
}

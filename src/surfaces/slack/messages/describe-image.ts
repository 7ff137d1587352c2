import { formatDate } from '../../../domain/calendar-date.ts';
import type { NewsImage } from '../../../domain/notification.ts';
import { titleOfOsSku } from '../../../domain/os-sku.ts';
import { bold, code, link, plain, type Span } from './block-elements.ts';
import { toLiteral } from './escape-text.ts';

/** `Windows Server 2022 20348.5386.260715`. Literal. */
export function nameOfImage(image: Pick<NewsImage, 'osSku' | 'version'>): string {
  return `${toLiteral(titleOfOsSku(image.osSku), 80)} ${toLiteral(image.version, 60)}`;
}

/** The image as a line of rich text: name, build day, what the note called it, link to what is in it. */
export function spansOfImage(image: NewsImage): Span[] {
  const spans = [bold(toLiteral(titleOfOsSku(image.osSku), 80)), plain(' '), code(toLiteral(image.version, 60))];
  spans.push(plain(` built ${formatDate(image.builtOn)}`));
  if (image.announcedAs) spans.push(plain(`, called ${toLiteral(image.announcedAs, 60)} in the note by mistake`));
  if (image.notesUrl) spans.push(plain(' · '), link(image.notesUrl, 'what is in it'));
  return spans;
}

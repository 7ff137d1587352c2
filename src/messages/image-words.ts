import { formatDate } from '../domain/calendar-date.ts';
import { describeSecurity, type ImageSecurity } from '../domain/image-security.ts';
import type { NewsImage } from '../domain/notification.ts';
import { titleOfOsSku } from '../domain/os-sku.ts';
import { bold, code, link, plain, type Span } from './card.ts';
import { toLiteral } from './literal.ts';

/** `Windows Server 2022 20348.5386.260715`. Literal. */
export function nameOfImage(image: Pick<NewsImage, 'osSku' | 'version'>): string {
  return `${toLiteral(titleOfOsSku(image.osSku), 80)} ${toLiteral(image.version, 60)}`;
}

/** `security update KB5065432; fixes CVE-2026-1234`; empty where it fixes nothing that is known. Literal. */
export function nameFixes({ security }: { readonly security?: ImageSecurity | null }): string {
  const fixes = describeSecurity(security);
  return fixes === '' ? '' : toLiteral(fixes, 300);
}

/** The same as a span behind others. */
export function spansOfFixes(image: { readonly security?: ImageSecurity | null }): Span[] {
  const fixes = nameFixes(image);
  return fixes === '' ? [] : [plain(' · '), bold(fixes)];
}

/** The image as a line of rich text: name, build day, what the note called it, what it fixes, link to what is in it. */
export function spansOfImage(image: NewsImage): Span[] {
  const spans = [bold(toLiteral(titleOfOsSku(image.osSku), 80)), plain(' '), code(toLiteral(image.version, 60))];
  spans.push(plain(` built ${formatDate(image.builtOn)}`));
  if (image.announcedAs) spans.push(plain(`, called ${toLiteral(image.announcedAs, 60)} in the note by mistake`));
  if (image.again) spans.push(plain(`, withdrawn for a time, announced again in ${toLiteral(image.again, 60)}`));
  spans.push(...spansOfFixes(image));
  if (image.notesUrl) spans.push(plain(' · '), link(image.notesUrl, 'what is in it'));
  return spans;
}

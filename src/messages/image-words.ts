import { formatDate } from '../domain/calendar-date.ts';
import { describeSecurity, type ImageSecurity } from '../domain/image-security.ts';
import type { NewsImage, PoolReference } from '../domain/notification.ts';
import { titleOfOsSku } from '../domain/os-sku.ts';
import { bold, type CardPart, type Column, code, link, plain, type Span } from './card.ts';
import { toLiteral } from './literal.ts';
import { listPoolsBehind, listPoolsWaiting, nameOfPool, sayLag, sayMove, textCell } from './pool-words.ts';

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
  spans.push(...spansOfFixes(image));
  if (image.notesUrl) spans.push(plain(' · '), link(image.notesUrl, 'what is in it'));
  return spans;
}

const COLUMNS: readonly Column[] = [{ title: 'Pool' }, { title: 'Has → take' }, { title: 'Behind' }, { title: 'Note' }];

/** The pools that images concern, furthest behind first, then those that wait for their region; nothing without any. */
export function tableOfPools(images: readonly NewsImage[]): readonly CardPart[] {
  const pools = [...listPoolsBehind(images), ...listPoolsWaiting(images)];
  if (pools.length === 0) return [];
  const rows = pools.map((pool) => [
    textCell(nameOfPool(pool)),
    textCell(sayMove(pool.version, targetOf(pool, images))),
    textCell(sayLag(pool) || '-'),
    textCell(sayWhy(pool, images) || '-'),
  ]);
  return [
    {
      kind: 'table',
      title: 'Node pools, furthest behind first',
      columns: COLUMNS,
      rows,
    },
  ];
}

/** What the pool can take by now; rows of earlier versions know only the newest image for it. */
function targetOf(pool: PoolReference, images: readonly NewsImage[]): string | null {
  if (pool.awaitedIn !== undefined) return null;
  return pool.target === undefined ? newestFor(pool, images) : pool.target;
}

/** `20348.5499.260812 is not yet in centralus; the cluster is stopped`: the reminder of that day says the same. */
function sayWhy(pool: PoolReference, images: readonly NewsImage[]): string {
  const newest = newestFor(pool, images);
  const target = targetOf(pool, images);
  const awaited =
    pool.awaitedIn === undefined
      ? newest !== null && target !== null && target !== newest && pool.target !== undefined
        ? [`${toLiteral(newest, 60)} has not reached its region yet`]
        : []
      : [`waits for ${toLiteral(newest ?? 'the image', 60)} to reach ${toLiteral(pool.awaitedIn, 60)}`];
  return [...awaited, ...(pool.isStopped ? ['the cluster is stopped'] : [])].join('; ');
}

function newestFor({ osSku }: PoolReference, images: readonly NewsImage[]): string | null {
  return (
    images.filter((image) => image.osSku === osSku).toSorted((a, b) => b.builtOn.localeCompare(a.builtOn))[0]
      ?.version ?? null
  );
}

import { addDays, type CalendarDate, daysBetween } from '../domain/calendar-date.ts';
import { findUserOfOwner } from '../domain/cluster-ownership.ts';
import { describeDue, type Finding, nameOfPlace, outlineOf, type Severity, sayUpgrade } from '../domain/finding.ts';
import { toLiteral } from '../domain/literal.ts';
import { parseNodeImageVersion } from '../domain/node-image-version.ts';
import { SUPPORTED_DAYS } from '../domain/node-pool-assessment.ts';
import type { NewsImage, NewsPool, WithProgress } from '../domain/notification.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { compareNames, countOf, shorten, takeWithin } from '../domain/text.ts';
import { bold, type CardTable, plain, type Span } from './card.ts';
import { joinLiteral, joinWords } from './words.ts';

const SYMBOLS: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
  info: '⚪',
};

export function symbolOf(severity: Severity): Span {
  return { kind: 'symbol', symbol: SYMBOLS[severity] };
}

/** `prod-eu-1/winnp`; only the cluster where a finding concerns all of it. Literal. */
export function nameOfPool(pool: Parameters<typeof nameOfPlace>[0]): string {
  return toLiteral(nameOfPlace(pool), 200);
}

export type OwnerWords = (place: { readonly cluster: string }) => string;

/**
 * ` of Team Orders` behind what stands on a card of several owners, by its cluster; nothing where the cluster's own name
 * says it, `orders-prod` of `orders`, and of who is an ID. Literal.
 */
export function createOwnerWords({ owners = [] }: WithProgress): OwnerWords {
  const owned = owners.length > 1 ? owners.filter(({ owner }) => findUserOfOwner(owner) === null) : [];
  const pairs = owned.flatMap(({ owner, clusters }) => clusters.map((cluster) => ({ owner, cluster })));
  const isInName = ({ owner, cluster }: (typeof pairs)[number]) =>
    cluster
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .includes(owner.toLowerCase());
  const byCluster = Map.groupBy(pairs, ({ cluster }) => cluster);
  return ({ cluster }) => {
    const own = byCluster.get(cluster) ?? [];
    const owners = own.map(({ owner }) => owner);
    return own.every(isInName) ? '' : ` of ${joinLiteral(owners, 60, 2)}`;
  };
}

/** Who is spoken of, in words that are tried in turn: `shop/win22` and `1 pool` of one, `3 pools` of several. Literal. */
export function sayWho(pools: readonly Parameters<typeof nameOfPlace>[0][]): readonly string[] {
  const [first] = pools;
  return [...(first && pools.length === 1 ? [nameOfPool(first)] : []), countOf(pools.length, 'pool')];
}

/** `20348.5020.260415 → 20348.5386.260715`; only what it has where there is nothing to take. Literal. */
export function sayMove(has: string | null, take: string | null): string {
  const from = has === null ? 'not reported' : toLiteral(has, 60);
  return take === null || take === has ? from : `${from} → ${toLiteral(take, 60)}`;
}

/** The last of the days for which AKS supports an image, by the day in its version; `null` where that is not known. */
export function lastDayOfImage(version: string | null): CalendarDate | null {
  const built = version === null ? null : parseNodeImageVersion(version);
  return built === null ? null : addDays(built.builtOn, SUPPORTED_DAYS);
}

/** Days since an image was built, by the day in its version; `null` where that is not known. */
export function ageOfImage(version: string | null, today: CalendarDate): number | null {
  const built = version === null ? null : parseNodeImageVersion(version);
  return built === null ? null : Math.max(0, daysBetween(built.builtOn, today));
}

/** `shop/npwin of Team Orders (high): Runs … Due 3 Sep 2026.`, with whose it is where that is to be said. */
export function spansOfFinding(
  finding: Parameters<typeof nameOfPlace>[0] & Pick<Finding, 'severity' | 'summary' | 'brief' | 'due'>,
  whose = '',
): Span[] {
  const { severity, summary } = finding;
  return [
    symbolOf(severity),
    bold(nameOfPool(finding)),
    plain(`${whose} (${severity}): ${sayWhole(summary)}${sayDue(finding)}`),
  ];
}

/** A pool of a table, by its name, with what its other cells say. */
interface PoolLine {
  readonly severity?: Severity;
  readonly name: string;
  readonly cells: readonly string[];
}

/** Most characters of the names in a cell: what several rows say is still read in one look. */
const LONGEST_NAMES = 160;

/** The rows of a table of pools: what is the same for several is said once, beside their names, where the first stands. */
export function rowsOfPools(pools: readonly PoolLine[]): CardTable['rows'] {
  const alike = [...Map.groupBy(pools, ({ cells }) => cells.join('\n')).values()];
  return alike.flatMap((group) => {
    const rows: CardTable['rows'][number][] = [];
    for (let at = 0; at < group.length; ) {
      // Of many thousands that are left, no more than can fit are looked at.
      const next = group.slice(at, at + LONGEST_NAMES);
      const count = Math.max(1, takeWithin(next, LONGEST_NAMES, ({ name }) => name.length + 2).length);
      rows.push(rowOfAlike(next.slice(0, count)));
      at += count;
    }
    return rows;
  });
}

function rowOfAlike(pools: readonly PoolLine[]): CardTable['rows'][number] {
  const [{ severity, cells } = NO_POOL] = pools;
  const names = plain(joinWords(pools.map(({ name }) => name)));
  const spans = severity === undefined ? [names] : [symbolOf(severity), names];
  return [{ spans, things: pools.length }, ...cells.map((text) => ({ spans: [plain(text)] }))];
}

const NO_POOL: PoolLine = { name: '', cells: [] };

/** The point of a finding in at most `max` characters. Literal. */
export function sayPoint({ brief }: Pick<Finding, 'brief'>, max = 90): string {
  return toLiteral(brief.point, max);
}

/** What a finding asks for, in ever fewer words; nothing where it only says how things stand. Literal. */
export function sayAction({ brief: { action, detail } }: Pick<Finding, 'brief'>): readonly string[] {
  const short = action === null ? [] : [toLiteral(action, 300)];
  return [...(detail === undefined ? [] : short.map((words) => `${words}${detail}`)), ...short];
}

/** All of a summary; of one that is too long its first clauses. Literal. */
export function sayWhole(summary: string): string {
  const whole = toLiteral(summary, 1_000);
  if (whole.length <= LONGEST_SUMMARY) return whole;
  const cut = shorten(whole, LONGEST_SUMMARY);
  return cut.includes('; ') ? cut.replace(/; [^;]*…$/, '…') : cut;
}

const LONGEST_SUMMARY = 300;

/** A summary without the `image` to take, where a line beside it has that. */
export function withoutMove(summary: string, image: string | null): string {
  return image === null ? summary : summary.replace(`; ${sayUpgrade(image)}`, '');
}

/** `Kubernetes 1.34 leaves support on 30 Nov 2026; upgrade to 1.35`: what is so, and what to do where it says so. Literal. */
export function sayWhatToDo(finding: Pick<Finding, 'brief'>): string {
  return toLiteral(outlineOf(finding), 300);
}

/** ` Due 8 Sep 2026.`, ` Due now.`: what the words before it have not `said`. Literal. */
export function sayDue(finding: Parameters<typeof describeDue>[0], said = finding.summary): string {
  const due = describeDue(finding, said);
  return due === '' ? '' : ` Due ${due}.`;
}

/** ` (3 images and 91 days behind)`; empty where it is not. */
export function sayLag({ imagesBehind, daysBehind }: Pick<NewsPool, 'imagesBehind' | 'daysBehind'>): string {
  const lag = [
    ...(imagesBehind > 0 ? [countOf(imagesBehind, 'image')] : []),
    ...(daysBehind > 0 ? [countOf(daysBehind, 'day')] : []),
  ].join(' and ');
  return lag === '' ? '' : ` (${lag} behind)`;
}

type ImageWithPools = Pick<NewsImage, 'version' | 'pools'>;

/** The pools of images that do not run them and could take these or older ones, each once, furthest behind first. */
export function listPoolsBehind(images: readonly ImageWithPools[]): NewsPool[] {
  return listPools(images, (pool) => !isWaiting(pool));
}

export function listPoolsToUpgrade(images: readonly ImageWithPools[]): NewsPool[] {
  return listPoolsBehind(images).filter(({ isLeftToAks }) => isLeftToAks !== true);
}

/** The pools that have nothing to take yet, since their region does not have these images, each once. */
export function listPoolsWaiting(images: readonly ImageWithPools[]): NewsPool[] {
  return listPools(images, isWaiting);
}

/** A pool on the newest image that it can take. */
function isWaiting({ awaitedIn, target, version }: NewsPool): boolean {
  return awaitedIn !== undefined || (version !== null && target === version);
}

function listPools(images: readonly ImageWithPools[], isListed: (pool: NewsPool) => boolean): NewsPool[] {
  const concerned = images.flatMap((image) =>
    image.pools.filter((pool) => pool.version !== image.version && isListed(pool)),
  );
  return [...new Map(concerned.map((pool) => [keyOfPool(pool), pool])).values()].sort(
    (a, b) => b.daysBehind - a.daysBehind || compareNames(`${a.cluster}/${a.nodePool}`, `${b.cluster}/${b.nodePool}`),
  );
}

import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import { ONCE_STARTED } from '../domain/finding.ts';
import { toLiteral } from '../domain/literal.ts';
import { compareNodeImageVersions, parseNodeImageVersion } from '../domain/node-image-version.ts';
import type { NewsImage, NewsPool, ReleaseNews } from '../domain/notification.ts';
import { remember } from '../domain/once.ts';
import type { OsSku } from '../domain/os-sku.ts';
import { compareTexts, countOf, formatCount } from '../domain/text.ts';
import {
  bold,
  type Card,
  type CardPart,
  type CardPlace,
  type Column,
  instant,
  type Line,
  line,
  link,
  list,
  listUpTo,
  plain,
  spansOfMarkdown,
} from './card.ts';
import { type EndEvent, groupEnds, lineOfEnd, restOfEnd, sayEnd, sayLeadOf, sayRetirement } from './end-words.ts';
import { nameFixes, nameOfImage, sayAfterRecall, spansOfNewsImage } from './news-image.ts';
import {
  createOwnerWords,
  lastDayOfImage,
  listPoolsBehind,
  listPoolsWaiting,
  nameOfPool,
  type OwnerWords,
  rowsOfPools,
  sayLag,
  sayMove,
  sayWho,
} from './pool-words.ts';
import { listEndsTold } from './retirement-news.ts';
import { fitHeadline, joinWords, sayImages, sayNeed, sayNowAndBy, split } from './words.ts';

const ENDS_SHOWN = 6;
const DONE_NAMED = 6;
const NOBODY = 'no node pool of this channel';

export function createReleaseNewsCard(news: ReleaseNews, place: CardPlace): Card {
  const done = news.done ?? [];
  const [concerned, others] = split(
    news.images,
    ({ pools, osSku }) => pools.length > 0 || done.some((pool) => pool.osSku === osSku),
  );
  const ends = groupEnds(listEndsTold(news));
  const groups = groupPools(news.images);
  const headline = sayHeadline(news, groups);
  const sayOwner = createOwnerWords(news);
  const isOnlyDone = done.length === 1 && done.every((pool) => headline.includes(nameOfPool(pool)));
  const isTitle = (end: EndEvent) => news.images.length === 0 && headline.includes(sayEnd(end));
  const isAllSaid = others.every((image) => headline.includes(nameOfImage(image)));
  return {
    headline: [plain(headline)],
    parts: [
      ...partsOfRecalls(news, sayOwner),
      ...list(
        concerned.map((image) => [
          ...spansOfNewsImage(image),
          ...sayLeftTo(concerned.length === 1 ? groups : groupPools([image])),
        ]),
      ),
      ...list(others.length > 0 && !isAllSaid ? [lineOfOthers(others, headline)] : []),
      ...tableOfPools(groups, news, sayOwner),
      ...list(
        done.length > 0 && !isOnlyDone ? [[bold('Done: '), plain(joinWords(done.map(nameOfPool), DONE_NAMED))]] : [],
      ),
      ...listUpTo(
        ENDS_SHOWN,
        ends.map((end) => (isTitle(end) ? restOfEnd(end) : lineOfEnd(end))),
      ),
      ...list(linesOfWithdrawal(news.withdrawn)),
    ],
    foot: [[...lineOfSource(news), ...place.linkTo('/fleet', 'Every pool')]],
  };
}

/** `3 pools need the August image by 8 Sep 2026, 1 waits for its region: security update KB5094128`. */
function sayHeadline(news: ReleaseNews, groups: PoolGroups): string {
  const { images, retirements, edited } = news;
  // What is back is announced elsewhere.
  const release = `AKS release ${toLiteral(images.find(({ again }) => again)?.again ?? news.release.tag, 60)}`;
  // Beside what is to be done, or is done, what concerns nobody here reads as what is left to do.
  const isBeside = images.length > 0 || news.done;
  const events = groupEnds(isBeside ? retirements.filter(({ pools }) => pools.length > 0) : listEndsTold(news));
  const [end, ...ends] = events.map(sayEnd);
  const before = edited ? 'Edited: ' : '';
  const recall = sayRecall(news);
  const needs = sayNeeds(news, groups).map((words) => `${before}${words}`);
  if (recall !== null) {
    // The month of the image that is gone would be taken for it.
    const act = groups.own.length > 0 ? [sayWhen(groups, 'another image', news.release).short] : [];
    return fitHeadline(...act.flatMap((need) => recall.map((words) => `${words}; ${need}`)), ...recall);
  }
  if (images.length === 0 && !end) return sayEdit(news, release);
  const more = end ? `${end}${ends.length > 0 ? ` (+${ends.length} more)` : ''}` : '';
  if (images.length === 0)
    return fitHeadline(
      `${before}${more}`,
      ...events
        .slice(0, 1)
        .map((event) => `${before}${sayLeadOf(event)}${ends.length > 0 ? ` (+${ends.length} more)` : ''}`),
      `${before}${countOf(retirements.length, 'Windows retirement')} in ${release}`,
    );
  if (needs.length === 0 && news.done) return fitHeadline(...sayDone(news.done, images, more));
  if (needs.length === 0) return fitHeadline(...sayUnused(images, release).map((words) => `${before}${words}`));
  const { updates = [] } = images.find(({ security }) => security)?.security ?? {};
  const fixes = images.map(nameFixes).find((words) => words !== '');
  const newest = updates.at(-1);
  return fitHeadline(
    ...(fixes ? needs.flatMap((words) => [`${words}: ${fixes}${end ? `; ${more}` : ''}`, `${words}: ${fixes}`]) : []),
    ...(newest ? needs.map((words) => `${words}: security update ${toLiteral(newest, 20)}`) : []),
    ...(end ? needs.map((words) => `${words}; ${more}`) : []),
    ...needs.flatMap((words) => [`${words} (${release})`, words]),
  );
}

/** `3 pools need the August image, 1 now, 2 by 8 Sep 2026, 1 gets it from AKS`, and the same in fewer words; `[]` where no pool needs it. */
function sayNeeds({ images, release, done = [] }: ReleaseNews, groups: PoolGroups): readonly string[] {
  const { own, left, stopped, waiting } = groups;
  if (own.length === 0) return sayIdle(images, groups);
  const { wholes, short } = sayWhen(groups, imageFor(own), release);
  const others = [
    ...sayCount(left, 'gets it from AKS', 'get it from AKS'),
    ...sayCount(stopped, 'is stopped', 'are stopped'),
    ...sayCount(waiting, 'waits for its region', 'wait for their region'),
    ...sayCount(done, 'is done', 'are done'),
  ];
  const isEarlier = own.every((pool) => isBehindNews(pool, groups));
  const why = `; ${sayPublished(images)} is not in ${own.length === 1 ? 'its' : 'their'} region yet`;
  return [
    ...sayBeside(isEarlier ? wholes.map((words) => `${words}${why}`) : [], others),
    ...sayBeside(wholes, others),
    short,
  ];
}

/** Others are counted after a count, which is the last of the sentences: `2 are stopped` does not follow a name. */
function sayBeside(sentences: readonly string[], others: readonly string[]): readonly string[] {
  return others.length === 0 ? sentences : sentences.slice(-1).map((words) => [words, ...others].join(', '));
}

/** The same where nobody has anything to do now; `[]` where no pool needs the images. */
function sayIdle(images: readonly NewsImage[], groups: PoolGroups): readonly string[] {
  const { left, stopped, waiting } = groups;
  const isStopped = sayCount(stopped, 'is stopped', 'are stopped');
  const waits = sayCount(waiting, 'waits for its region', 'wait for their region');
  if (left.length > 0) {
    const brings = sayWho(left).map((who) => `AKS brings ${who} ${imageFor(left)}: nothing to do`);
    return [...sayBeside(brings, [...isStopped, ...waits]), ...brings];
  }
  if (stopped.length > 0) {
    const needs = sayWho(stopped).map((who) => `${sayNeed(who, stopped.length, imageFor(stopped))} ${ONCE_STARTED}`);
    return [...sayBeside(needs, waits), ...needs];
  }
  const wait = waiting.length === 1 ? 'waits for its' : 'wait for their';
  return waiting.length > 0
    ? sayWho(waiting).map((who) => `${who} ${wait} region to have ${sayPublished(images)}`)
    : [];
}

/** `2 are stopped`; nothing of none. */
function sayCount(pools: readonly NewsPool[], one: string, several: string): readonly string[] {
  return pools.length > 0 ? [`${formatCount(pools.length)} ${pools.length === 1 ? one : several}`] : [];
}

/** `the August image`: what a message announces. */
function sayPublished(images: readonly NewsImage[]): string {
  return sayImages(images.map(({ builtOn }) => builtOn));
}

/** `the July image`: what these pools can take by now. */
function imageFor(pools: readonly NewsPool[]): string {
  const targets = new Set(pools.map(targetOf));
  return sayImages([...targets].map((target) => parseNodeImageVersion(target)?.builtOn ?? ''));
}

/** True for a pool that can take an image, though not yet the one that a message announces. */
function isBehindNews(pool: NewsPool, { newestFor }: PoolGroups): boolean {
  const newest = newestFor(pool.osSku);
  if (pool.awaitedIn !== undefined || pool.target === newest) return false;
  const [own, news] = [pool.target, newest].map((version) => parseNodeImageVersion(version));
  return own != null && news != null && compareNodeImageVersions(own, news) < 0;
}

/** The pools of some images by who has something to do, each group furthest behind first. */
function groupPools(images: readonly NewsImage[]) {
  const [stopped, running] = split(listPoolsBehind(images), ({ isStopped }) => isStopped === true);
  const [left, own] = split(running, ({ isLeftToAks }) => isLeftToAks === true);
  return {
    own,
    left,
    stopped,
    waiting: listPoolsWaiting(images),
    lastDayOf: remember(lastDayOfImage),
    newestFor: remember((osSku: OsSku) => {
      const [newest] = images
        .filter((image) => image.osSku === osSku)
        .toSorted((a, b) => compareTexts(b.builtOn, a.builtOn));
      return newest?.version ?? null;
    }),
  };
}

type PoolGroups = ReturnType<typeof groupPools>;

/** Those whose image had left support by the news need it now, the others by the first day on which one of theirs does. */
function sayWhen(groups: PoolGroups, image: string, release: ReleaseNews['release']) {
  const { own: pools, lastDayOf } = groups;
  const [late, rest] = split(pools, (pool) => isLate(pool, groups, release));
  const say = (days: readonly (CalendarDate | null)[]) =>
    sayWho(pools).map((who) => `${sayNeed(who, pools.length, image)}${sayNowAndBy(late.length, days)}`);
  const wholes = say(rest.map(({ version }) => lastDayOf(version)));
  // A day that is all there is to say is said.
  return { wholes, short: (late.length > 0 ? say(rest.map(() => null)) : wholes).at(-1) ?? '' };
}

/** True where its image had left support by the day of the news. */
function isLate({ version }: NewsPool, { lastDayOf }: PoolGroups, { publishedAt }: ReleaseNews['release']): boolean {
  const today = publishedAt?.slice(0, 10) ?? '';
  return (lastDayOf(version) ?? today) < today;
}

/** What is left of news once every pool has what it needed of it. */
function sayDone(done: readonly NewsPool[], images: readonly NewsImage[], ends: string): readonly string[] {
  const has = sayWho(done).map((who) => `${who} ${done.length === 1 ? 'has' : 'have'} ${sayPublished(images)}`);
  return ends === '' ? has.map((words) => `All done: ${words}`) : [...has.map((words) => `${words}; ${ends}`), ends];
}

/** News that nobody here has to act on. */
function sayUnused(images: readonly NewsImage[], release: string): readonly string[] {
  const back = images.find(({ again }) => again);
  if (back) return [`${nameOfImage(back)}, withdrawn for a time, is announced again`];
  const noun = `which ${NOBODY} needs`;
  const what = images.length === 1 ? 'New image' : 'New images';
  return [
    `${what}, ${noun}: ${joinWords(images.map(nameOfImage))}`,
    `${countOf(images.length, 'new image')} in ${release}, ${noun}`,
    `${countOf(images.length, 'new image')}, needed by ${NOBODY}`,
  ];
}

/** `2 pools run 20348.5499.260812, which AKS withdrew: go back or wait for the next`: that is the most pressing there is. */
function sayRecall({ withdrawn }: ReleaseNews): readonly string[] | null {
  const [first, ...others] =
    withdrawn?.images.filter(({ recall }) => recall).toSorted((a, b) => b.pools.length - a.pools.length) ?? [];
  if (!first) return null;
  const more = others.length > 0 ? ` (+${others.length} more)` : '';
  const [count, name] = [first.pools.length, toLiteral(first.version, 60)];
  if (count === 0) return [`AKS withdrew ${nameOfImage(first)}: do not take it${more}`, `AKS withdrew ${name}${more}`];
  return sayWho(first.pools)
    .map((who) => `${who} ${count === 1 ? 'runs' : 'run'} ${name}, which AKS withdrew`)
    .flatMap((words) => [`${words}: go back or wait for the next${more}`, `${words}${more}`]);
}

function sayEdit({ withdrawn }: ReleaseNews, release: string): string {
  if (!withdrawn) return fitHeadline(`${release} was edited: its Windows part changed`);
  const what = withdrawn.vanished ? 'was withdrawn' : 'was edited';
  const names = [...withdrawn.images.map(nameOfImage), ...withdrawn.retirements.map(sayRetirement)];
  return fitHeadline(
    `${release} ${what}: no longer listed: ${joinWords(names)}`,
    `${release} ${what}: ${sayGone(withdrawn)} no longer listed`,
    `${release} ${what}: no longer listed (${names.length})`,
  );
}

function sayGone({ images, retirements }: NonNullable<ReleaseNews['withdrawn']>): string {
  return joinWords([
    ...(images.length > 0 ? [countOf(images.length, 'Windows node image')] : []),
    ...(retirements.length > 0 ? [countOf(retirements.length, 'Windows retirement')] : []),
  ]);
}

/** Where the first line has said whose they are, it is not said again. */
function lineOfOthers(images: readonly NewsImage[], headline: string): Line {
  const names = joinWords(images.map(nameOfImage), 6);
  return [plain(headline.includes(NOBODY) ? names : `Also new, needed by ${NOBODY}: ${names}`)];
}

/** Images that AKS withdrew, who runs them, and why, in the words of the note. */
function partsOfRecalls({ withdrawn, release }: ReleaseNews, sayOwner: OwnerWords): readonly CardPart[] {
  const recalled = withdrawn?.images.filter(({ recall }) => recall) ?? [];
  const quotes = new Set(recalled.flatMap(({ recall }) => recall?.quote ?? []));
  return [
    ...list(
      recalled.map((image): Line => {
        const { recall } = image;
        const isElsewhere = recall !== undefined && recall.statedIn !== release.tag;
        const where = isElsewhere ? [plain(' · '), link(recall.url, `said by AKS release ${recall.statedIn}`)] : [];
        return [bold('Withdrawn by AKS: '), plain(sayWhoRuns(image, sayOwner)), ...where];
      }),
    ),
    ...[...quotes]
      .slice(0, QUOTES_SHOWN)
      .map((quote) => ({ kind: 'quote' as const, spans: spansOfMarkdown(quote, 400) })),
    ...(recalled.length > 0 ? [line(plain(sayAfterRecall(recalled)))] : []),
  ];
}

const QUOTES_SHOWN = 2;

function linesOfWithdrawal(withdrawn: ReleaseNews['withdrawn']): readonly Line[] {
  if (!withdrawn) return [];
  const { images, retirements } = withdrawn;
  return [
    ...images.filter(({ recall }) => !recall).map((image) => sayWhoRuns(image)),
    ...retirements.map(sayRetirement),
  ].map((words): Line => [bold('No longer listed: '), plain(words)]);
}

function sayWhoRuns({ pools, ...image }: NewsImage, sayOwner: OwnerWords = () => ''): string {
  const names = pools.map((pool) => `${nameOfPool(pool)}${sayOwner(pool)}`);
  const runs = names.length > 0 ? `; run by ${joinWords(names, 5)}` : '';
  return `${nameOfImage(image)}${runs}`;
}

function lineOfSource(news: ReleaseNews): Line {
  const { release } = news;
  return [
    link(release.url, `AKS release ${release.tag}`),
    ...(release.publishedAt ? [plain(', published '), instant(release.publishedAt)] : []),
    ...(news.edited ? [plain(' · edited since')] : []),
  ];
}

/** ` · prod/win gets it from AKS`, of an image that nobody else has to take; ` · not in the region of prod/win yet`. */
function sayLeftTo(groups: PoolGroups): Line {
  const { own, left, stopped, waiting } = groups;
  if (own.length > 0 && own.every((pool) => isBehindNews(pool, groups)))
    return [plain(` · not in the region of ${joinWords(own.map(nameOfPool), LEFT_NAMED)} yet`)];
  if (left.length === 0 || own.length + stopped.length + waiting.length > 0) return [];
  const get = left.length === 1 ? 'gets' : 'get';
  return [plain(` · ${joinWords(left.map(nameOfPool), LEFT_NAMED)} ${get} it from AKS`)];
}

const LEFT_NAMED = 3;

const COLUMNS: readonly Column[] = [{ title: 'Pool' }, { title: 'When' }, { title: 'Image' }];

/** The pools that images concern, those first that have something to do; nothing without any. */
function tableOfPools(groups: PoolGroups, { release }: ReleaseNews, sayOwner: OwnerWords): readonly CardPart[] {
  const toRow = (pool: NewsPool, when: string, image = sayImage(pool)) => ({
    name: `${nameOfPool(pool)}${sayOwner(pool)}`,
    cells: [when, [image, ...sayHindrance(pool, groups)].join('; ')],
  });
  const { own, left, stopped, waiting, lastDayOf } = groups;
  const lastDay = ({ version }: NewsPool) => lastDayOf(version) ?? '9999';
  const rows = [
    ...own
      .toSorted((a, b) => compareTexts(lastDay(a), lastDay(b)))
      .map((pool) => toRow(pool, whenOf(pool, groups, release))),
    ...left.map((pool) => toRow(pool, 'up to AKS', 'nothing to do')),
    ...stopped.map((pool) => toRow(pool, ONCE_STARTED)),
    ...waiting.map((pool) => toRow(pool, pool.isStopped ? ONCE_STARTED : 'not yet')),
  ];
  // Where nobody has anything to do the line of the image names them.
  if (rows.length === left.length) return [];
  return [{ kind: 'table', title: 'Node pools, most urgent first', columns: COLUMNS, rows: rowsOfPools(rows) }];
}

/** `20348.5020.260415 → 20348.5499.260812 (4 images and 119 days behind)`. */
function sayImage(pool: NewsPool): string {
  return `${sayMove(pool.version, targetOf(pool))}${sayLag(pool)}`;
}

/** `now`, `by 8 Sep 2026`: what the first line adds up. */
function whenOf(pool: NewsPool, groups: PoolGroups, release: ReleaseNews['release']): string {
  if (isLate(pool, groups, release)) return 'now';
  const day = groups.lastDayOf(pool.version);
  return day === null ? '-' : `by ${formatDate(day)}`;
}

/** What the pool can take by now. */
function targetOf({ awaitedIn, target }: NewsPool): string | null {
  return awaitedIn === undefined ? target : null;
}

/** `20348.5499.260812 has not reached its region yet; snoozed until …`: the reminder of that day says the same. What is left to AKS waits for nobody. */
function sayHindrance(pool: NewsPool, groups: PoolGroups): readonly string[] {
  const newest = () => toLiteral(groups.newestFor(pool.osSku) ?? 'the image', 60);
  const awaited =
    pool.awaitedIn === undefined
      ? isBehindNews(pool, groups)
        ? [`${newest()} has not reached its region yet`]
        : []
      : [`waits for ${newest()} to reach ${toLiteral(pool.awaitedIn, 60)}`];
  const snoozed = pool.isLeftToAks ? undefined : pool.snoozed;
  return [
    ...awaited,
    ...(pool.asides ?? []),
    ...(snoozed ? [`snoozed until ${formatDate(snoozed.untilOn)} by ${toLiteral(snoozed.by, 60)}`] : []),
  ];
}

import { isFrozen } from '../../advice/ends.ts';
import {
  addDays,
  DAY_MS,
  dayOf,
  daysBetween,
  findPatchTuesday,
  formatDate,
  instantAfter,
} from '../../domain/calendar-date.ts';
import { type ImageSilence, saySilences } from '../../domain/catalogue.ts';
import { type Cluster, isGoing, titleOf } from '../../domain/cluster.ts';
import { nameOfPlace } from '../../domain/finding.ts';
import { isOlderImage } from '../../domain/node-image-version.ts';
import type { AssessedPool } from '../../domain/node-pool-assessment.ts';
import { remember } from '../../domain/once.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import { referToPool } from '../../domain/pool-reference.ts';
import type { SourceName } from '../../domain/source-document.ts';
import type { Steps } from '../../domain/steps.ts';
import { compareTexts, countOf } from '../../domain/text.ts';
import { joinWords } from '../../messages/words.ts';
import type { PoolIndex } from '../../routing/pool-index.ts';
import { LEADING, listKits } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, assessInSteps, type FleetAssessment } from './assess-fleet.ts';
import { findDiscoveryState, sayDiscoveryFailure } from './discovery-state.ts';
import { readOpenFindings, workOutInSteps } from './open-findings.ts';

/** Reads all that it takes, in turns with others, so that whoever asks next is answered at once. */
export function* readFleetInSteps(context: AppContext): Steps<void> {
  const fleet = yield* assessInSteps(context);
  yield* workOutInSteps(context, fleet);
}

/** Where the registered Windows node pools stand now, and what is open. Reads only. */
export function readFleetStatus(context: AppContext) {
  const fleet = assessFleet(context);
  return {
    ...fleet.overview(),
    now: fleet.now,
    /** Why the fleet may not be as it is shown, with what to do. */
    notices: listFleetNotices(context, fleet),
    findings: readOpenFindings(context, fleet),
  };
}

/** Node images appear monthly and pools are upgraded any day: an older report says little about today. */
const STALE_DAYS = 7;

/** A source that fails is tried every quarter of an hour: after a day it is no hiccup. */
const FAILING_DAYS = 1;

/** Why the fleet may not be as it is shown, in sentences with what to do; empty while all that is known is recent. */
export function listFleetNotices(context: AppContext, fleet: SilenceBasis | null = null): readonly string[] {
  const unread = findReadNotice(context);
  return [
    ...(unread === null ? [] : [unread]),
    ...findUnwritten(context),
    ...(fleet === null ? [] : listUntold(fleet, unread === null)),
    ...findGaps(context),
    ...findStale(context),
  ];
}

/** The one of them about sources: nothing to say again where beside it stands which of them fail, and why. */
export function findReadNotice(context: AppContext): string | null {
  const unread = sayNotReadLately(context);
  return unread === null ? null : `${unread} "vhdwatch poll" reads them, or says why not.`;
}

/**
 * The same for the clusters of one channel, or for those that somebody asks about, with their pools. What discovery could
 * not learn, and what to run, is left out: that is for operators.
 */
export function listNoticesOf(
  context: AppContext,
  clusters: () => readonly Cluster[],
  asked: SilenceBasis | null = null,
): readonly string[] {
  const before = staleBefore(context);
  // To look at each of many thousands takes as long as the rest of an answer.
  const isRecent = (asked?.standing?.asOf ?? '') >= before;
  const [oldest, ...others] = (isRecent ? [] : clusters())
    .filter(({ asOf }) => asOf < before)
    .toSorted((a, b) => compareTexts(a.asOf, b.asOf));
  const unread = sayNotReadLately(context);
  return [
    ...(unread === null ? [] : [unread]),
    ...(asked === null ? [] : [...findUnwritten(context), ...listUntold(asked, unread === null)]),
    ...(oldest ? [sayStale(oldest, others.length + 1)] : []),
  ];
}

/** Images that are missing though the sources were read, or that run though none has told of them. */
function listUntold(asked: SilenceBasis, isRead: boolean): readonly string[] {
  const silences = isRead ? listSilencesOf(asked) : [];
  return [...saySilences(silences).map((words) => `${words}.`), ...findUnheard(asked)];
}

/** Without news of images and dates a pool looks current that is not. Before the first poll nobody thinks so. */
function sayNotReadLately(context: AppContext): string | null {
  const unread = context.sources.flatMap(({ name }) => {
    const last = sayLastRead(context, name);
    return last === null ? [] : [{ name, last }];
  });
  const said = [...Map.groupBy(unread, ({ last }) => last)].map(
    ([last, own]) => `${joinWords(own.map(({ name }) => name))} (${last})`,
  );
  return said.length === 0 ? null : `Not read lately: ${said.join(', ')}. Newer images and dates may be out.`;
}

/** `last on 26 Aug 2026`, `never`: `null` where a source was read lately, or never polled. */
export function sayLastRead({ store, clock }: AppContext, name: SourceName): string | null {
  const daysSince = (instant: string | null) =>
    instant === null ? 0 : (clock.now().getTime() - Date.parse(instant)) / DAY_MS;
  const state = store.sources.find(name);
  const days = daysSince(state?.lastSuccessAt ?? null);
  // What lies ahead was written by a clock that was wrong, or is read by one.
  const isAhead = days < -1;
  // Without the first answer of where news comes from, nothing is known that could be a day old.
  const isBlind = name === LEADING.name && state?.lastSuccessAt === null;
  const isLate = isAhead || days > STALE_DAYS || isBlind;
  if (!state || !(isLate || daysSince(state.failingSince) > FAILING_DAYS)) return null;
  const last = state.lastSuccessAt === null ? 'never' : `last on ${sayDay(state.lastSuccessAt)}`;
  return `${last}${isAhead ? ', which lies ahead: is the clock right?' : ''}`;
}

/** A tracker that gives the same answer for weeks says nothing about regions; whether it does shows only while it is read. */
function findUnwritten(context: AppContext): readonly string[] {
  const writtenOn = context.store.catalogue.findRegionsReadOn();
  if (writtenOn === null || daysBetween(writtenOn, dayOf(context.clock.now())) <= STALE_DAYS) return [];
  if (listKits('regions').some(({ name }) => sayLastRead(context, name) !== null)) return [];
  return [
    `The release tracker was written last on ${formatDate(writtenOn)}: which images a region has is not judged by it until it is written anew.`,
  ];
}

/** A pool with an image that no source has told of proves that others may be behind it, whatever they are called. */
function findUnheard({ pools, catalogue, poolIndex }: SilenceBasis): readonly string[] {
  const known = [...Map.groupBy(catalogue.images, ({ osSku }) => osSku).values()].flatMap(([newest]) => newest ?? []);
  const findBehind = remember((version: string) => known.find((image) => isOlderImage(image.version, version)));
  // A large fleet runs few images, and looking at each of its pools takes longer than the rest of an answer.
  if (poolIndex && ![...poolIndex.byImage.keys()].some(findBehind)) return [];
  const byKnown = Map.groupBy(pools, ({ assessment }) => findBehind(assessment.currentVersion ?? ''));
  return known.flatMap((image) => {
    const [first, ...others] = byKnown.get(image) ?? [];
    if (!first) return [];
    const [name, version] = [nameOfPlace(referToPool(first)), first.assessment.currentVersion];
    const runs =
      others.length === 0
        ? `${name} runs ${version}, newer than every image`
        : `${name} (${version}) and ${countOf(others.length, 'other')} run newer images than any`;
    return [
      `${runs} of ${titleOfOsSku(image.osSku)} that is known (${image.version}): pools that are called current may be behind.`,
    ];
  });
}

interface SilenceBasis extends Pick<FleetAssessment, 'catalogue' | 'lifecycle' | 'now'> {
  readonly pools: readonly AssessedPool[];
  /** Of the fleet that they are of, where that is known. */
  readonly poolIndex?: PoolIndex;
  /** When the oldest report of the clusters that are asked about was made, where that is known. */
  readonly standing?: { readonly asOf: string | null };
}

/** Windows images are monthly: without a new one nobody knows that a pool is current. */
function listSilencesOf({ pools, ...basis }: SilenceBasis): readonly ImageSilence[] {
  return listImageSilences(basis).filter(({ osSku }) => pools.some(({ assessment }) => assessment.osSku === osSku));
}

/** Days between two Patch Tuesdays at most: by then a monthly image is missing. */
const SILENT_DAYS = 35;

/**
 * Days after a Patch Tuesday until which its image is not missed: it is built on the next day and noted within the
 * week.
 */
const USUAL_DELAY_DAYS = 7;

/** Supported OS SKUs for which an image is due and no source has one. */
export function listImageSilences({
  catalogue,
  lifecycle,
  now,
}: Pick<FleetAssessment, 'catalogue' | 'lifecycle' | 'now'>): readonly ImageSilence[] {
  const today = dayOf(now);
  const dueSince = findPatchTuesday(addDays(today, -USUAL_DELAY_DAYS));
  return lifecycle.osSkus.flatMap((entry) => {
    const newest = catalogue.images.find((image) => image.osSku === entry.osSku && image.state === 'newest');
    if (entry.minKubernetes === null || isFrozen(entry, today) || !newest || newest.builtOn >= dueSince) return [];
    const isSilent = daysBetween(newest.builtOn, today) > SILENT_DAYS;
    return isSilent ? [{ osSku: entry.osSku, version: newest.version, since: newest.builtOn }] : [];
  });
}

function sayDay(instant: string): string {
  return formatDate(dayOf(new Date(instant)));
}

function findGaps(context: AppContext): readonly string[] {
  const state = findDiscoveryState(context);
  if (!state) return [];
  const failure = sayDiscoveryFailure(state);
  return failure === null ? describeProblems(state.problems) : [failure.replace(/^d/, 'D')];
}

function describeProblems(problems: readonly string[]): readonly string[] {
  const [first] = problems;
  if (first === undefined) return [];
  const more = problems.length > 1 ? ` And ${problems.length - 1} more: "vhdwatch clusters discover" lists them.` : '';
  return [`Discovery from Azure could not learn everything. ${first}${more}`];
}

function findStale(context: AppContext): readonly string[] {
  const { clusters } = context.store;
  const stale = clusters.findStale(staleBefore(context));
  if (!stale) return [];
  // One whose row cannot be read has no name.
  const oldest = clusters.find(stale.id) ?? { ...stale, name: stale.id, provisioningState: null };
  return [sayStale(oldest, stale.count)];
}

/** A report from before then is old (UTC ISO text). */
export function staleBefore({ clock }: AppContext): string {
  return instantAfter(clock.now(), -STALE_DAYS * DAY_MS);
}

/** Which cluster is told of by nobody for long: one that was being deleted then may be gone. */
function sayStale(
  oldest: Pick<Cluster, 'id' | 'name' | 'title' | 'asOf' | 'provisioningState'>,
  count: number,
): string {
  const name = titleOf(oldest);
  const [whose, which] = count === 1 ? [`The report of ${name} is`, ''] : [`${count} reports are`, `oldest: ${name}, `];
  const [then, gone] = isGoing(oldest)
    ? [
        ', being deleted then',
        `; if it is gone, "vhdwatch clusters remove ${oldest.title === undefined ? name : oldest.id}"`,
      ]
    : ['', ''];
  return `${whose} older than ${STALE_DAYS} days (${which}${sayDay(oldest.asOf)}${then}): import again, or "vhdwatch clusters discover"${gone}.`;
}

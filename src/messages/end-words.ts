import { type CalendarDate, formatEnd, lastDayOf } from '../domain/calendar-date.ts';
import { phraseOfPhase } from '../domain/lifecycle.ts';
import { toLiteral } from '../domain/literal.ts';
import type { NewsRetirement } from '../domain/notification.ts';
import { keyOfPool, type PoolReference } from '../domain/pool-reference.ts';
import { type EndingThing, isOfKubernetes, parseSubject, titleOfSubject } from '../domain/retirement-subject.ts';
import { capitalize, compareTexts, countOf } from '../domain/text.ts';
import { bold, type Line, link, plain } from './card.ts';
import { nameOfPool } from './pool-words.ts';
import { joinWords } from './words.ts';

const POOLS_NAMED = 3;

/** `Windows Server 2022 retires: 15 Mar 2027 → 30 Jun 2028`, or `… retires on 30 Jun 2028`. Literal. */
export function sayRetirement(retirement: NewsRetirement): string {
  const what = `${toLiteral(titleOfSubject(retirement.subject), 80)} ${phraseOf(retirement)}`;
  return `${what}${sayBound(retirement)}${sayDates(retirement)}${sayDoubt(retirement)}`;
}

function phraseOf({ phase, subject, plan }: NewsRetirement): string {
  return phraseOfPhase(phase, subject, plan);
}

/** Everything that one event does to one subject: an extended retirement moves several dates, and is one event. */
export interface EndEvent {
  /** In the order they are shown; never empty. */
  readonly phases: readonly NewsRetirement[];
  /** Registered pools that any of them concerns, each once. */
  readonly pools: readonly PoolReference[];
}

/** What is said of a subject as one event; subjects stay in their order. */
export function groupEnds(retirements: readonly NewsRetirement[]): readonly EndEvent[] {
  const bySubject = Map.groupBy(retirements, ({ subject, previousDate }) => `${subject}|${previousDate !== undefined}`);
  return [...bySubject.values()].map((phases) => ({
    phases: phases.toSorted((a, b) => compareTexts(rankOfPhase(a), rankOfPhase(b))),
    pools: joinPools(phases),
  }));
}

/** Phases of one subject mostly have the same list, which may be a large fleet's. */
function joinPools(phases: readonly NewsRetirement[]): readonly PoolReference[] {
  const [only, ...others] = new Set(phases.map(({ pools }) => pools));
  if (only && others.length === 0) return only;
  return [...new Map(phases.flatMap(({ pools }) => pools).map((pool) => [keyOfPool(pool), pool])).values()];
}

/** By day; what only new pools meet comes after what ends for those that there are. */
function rankOfPhase({ phase, date }: NewsRetirement): string {
  return `${phase === 'no-new-node-pools' ? 1 : 0} ${date === null ? '9999' : lastDayOf(date)}`;
}

/** `Windows Server 2022 is extended: retires 15 Mar 2027 → 30 Jun 2028, has its images removed …`. Literal. */
export function sayEnd({ phases }: EndEvent): string {
  const [first] = phases;
  if (!first) return '';
  if (phases.length === 1) return sayRetirement(first);
  const title = toLiteral(titleOfSubject(first.subject), 80);
  if (first.previousDate === undefined) return `${title} ${joinWords(sayPhases(phases))}${sayDoubt(first)}`;
  return `${title} ${sayShift(first)}: ${joinWords(phases.map((one) => `${phraseOf(one)} ${sayDates(one).replace(/^:? /, '')}`))}`;
}

/** Its retirement, or what comes first of it, with how many pools that concerns. Literal. */
export function sayLeadOf({ phases, pools }: EndEvent): string {
  const lead = phases.find(({ phase }) => phase === 'retirement') ?? phases[0];
  const here = pools.length > 0 ? `: ${countOf(pools.length, 'pool')} here` : '';
  return lead ? `${sayRetirement(lead)}${here}` : '';
}

export function lineOfEnd(event: EndEvent): Line {
  const meaning = sayMeaning(event);
  return [
    bold(sayEnd(event)),
    plain(`${meaning === '' ? '' : ` · ${meaning}`} · `),
    link(event.phases[0]?.url ?? null, 'source'),
  ];
}

/** What a line says besides the event, where that stands above it already. */
export function restOfEnd(event: EndEvent): Line {
  const meaning = sayMeaning(event) || 'concerns no node pool here';
  return [plain(`${capitalize(meaning)} · `), link(event.phases[0]?.url ?? null, 'source')];
}

/** The event in few words, as the link to where it stands: `Kubernetes 1.35 leaves support on 31 Mar 2027 (4 pools)`. */
export function linkOfEnd(event: EndEvent): Line {
  const { length } = event.pools;
  return [
    link(event.phases[0]?.url ?? null, sayEnd(event)),
    ...(length > 0 ? [plain(` (${countOf(length, 'pool')})`)] : []),
  ];
}

/** `concerns prod/win1, prod/win2 and 7 more`, or nothing. */
export function describeConcerned(pools: readonly PoolReference[]): string {
  return pools.length > 0
    ? `concerns ${joinWords(pools.slice(0, POOLS_NAMED).map(nameOfPool), POOLS_NAMED, pools.length)}`
    : '';
}

/**
 * `your node pool prod/win1 may stay until then`, for a date that moved away and is the one to go by; else whom it
 * concerns. Of one that AKS's page or calendar gives otherwise, which of them counts.
 */
function sayMeaning({ phases, pools }: EndEvent): string {
  const [first] = phases;
  if (first?.otherwise) {
    const verb = pools.length > 1 ? 'go' : 'goes';
    return `${pools.length > 0 ? sayWhose(pools) : 'vhdwatch'} ${verb} by the ${ownerOf(first)} until it moves`;
  }
  const isMovedAway = first?.previousDate && first.date && isLater(first.date, first.previousDate);
  if (pools.length > 0 && isMovedAway && !first.before) return `${sayWhose(pools)} may stay until then`;
  if (pools.length === 0) return '';
  const isStill = isMovedAway && first.before ? `; the first end of it stays on ${formatEnd(first.before)}` : '';
  const retires = phases.find(({ phase, date }) => phase === 'retirement' && date !== null);
  const act = retires && !isMovedAway ? ACTS[parseSubject(retires.subject).kind] : '';
  return `${describeConcerned(pools)}${act}${isStill}`;
}

const ACTS: Readonly<Record<EndingThing['kind'], string>> = {
  kubernetes: ', to be upgraded before',
  'os-sku': ', to be moved to another OS SKU before',
  feature: '',
  'upgrade-by-aks': '',
};

/** `your node pool prod/win1`, `your 7 node pools`: named where they are few. */
function sayWhose(pools: readonly PoolReference[]): string {
  const { length } = pools;
  const names = length <= POOLS_NAMED ? joinWords(pools.map(nameOfPool)) : '';
  if (length === 1) return `your node pool ${names}`;
  return `your ${countOf(length, 'node pool')}${names === '' ? '' : ` (${names})`}`;
}

/** Who gives the other day. */
function ownerOf({ subject }: NewsRetirement): string {
  return isOfKubernetes(subject) ? 'calendar' : 'page';
}

/** Phases of the same day in one breath: `retires and gets no new images on 30 Jun 2028`. */
function sayPhases(phases: readonly NewsRetirement[]): string[] {
  const byDate = Map.groupBy(phases, (one) => `${sayBound(one)}${sayDates(one)}`);
  return [...byDate].map(([when, some]) => `${joinWords(some.map(phraseOf))}${when}`);
}

function sayShift({ date, previousDate, otherwise }: NewsRetirement): string {
  if (!date || !previousDate || otherwise) return 'has other dates';
  return isLater(date, previousDate) ? 'is extended' : 'ends earlier';
}

function isLater(date: CalendarDate, before: CalendarDate): boolean {
  return lastDayOf(date) > lastDayOf(before);
}

function sayBound({ fromKubernetes }: NewsRetirement): string {
  return fromKubernetes ? ` from Kubernetes ${toLiteral(fromKubernetes, 20)}` : '';
}

function sayDoubt({ doubt }: NewsRetirement): string {
  return doubt ? ' (as the note says; probably mistyped)' : '';
}

function sayDates(end: NewsRetirement): string {
  const { date, previousDate, fromKubernetes, otherwise } = end;
  if (date && otherwise) return ` on ${formatEnd(date)} by a note, on ${formatEnd(otherwise)} by AKS's ${ownerOf(end)}`;
  if (previousDate !== undefined) return `: ${sayDate(previousDate)} → ${sayDate(date)}`;
  if (date === null) return fromKubernetes ? '' : ', no date given';
  return ` on ${formatEnd(date)}`;
}

function sayDate(date: string | null): string {
  return date === null ? 'no date' : formatEnd(date);
}

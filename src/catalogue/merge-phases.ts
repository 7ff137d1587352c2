import { lastDayOf } from '../domain/calendar-date.ts';
import type { Catalogue, Retirement } from '../domain/catalogue.ts';
import type { LifecyclePhase, StatedDate } from '../domain/lifecycle.ts';
import type { RetirementPhase, RetirementSubject } from '../domain/retirement-statement.ts';
import type { LifecycleEnd, LifecycleFile } from './lifecycle.ts';

/** A retirement of the catalogue as one source's word. */
export function statedByNote({ date, fromKubernetes, statedAt, statedIn, url, quote }: Retirement): StatedDate {
  return { date, fromKubernetes, statedOn: statedAt.slice(0, 10), statedIn, url, quote };
}

/**
 * The phases of one subject, each by its newest source. A mistyped date of a note counts for nothing here.
 * The order is that of `ends`, then of the catalogue.
 */
export function mergePhases(
  subject: RetirementSubject,
  ends: readonly LifecycleEnd[],
  catalogue: Catalogue,
  file: LifecycleFile,
): LifecyclePhase[] {
  const stated = new Map<RetirementPhase, StatedDate[]>();
  const add = (phase: RetirementPhase, word: StatedDate): void => {
    stated.set(phase, [...(stated.get(phase) ?? []), word]);
  };
  for (const end of ends) add(end.phase, statedByFile(end, file));
  for (const retirement of catalogue.retirements) {
    if (retirement.subject === subject && !retirement.doubt) add(retirement.phase, statedByNote(retirement));
  }
  return [...stated].map(([phase, words]) => ({ phase, ...believeNewest(words) }));
}

function statedByFile({ date, fromKubernetes, statedOn, source }: LifecycleEnd, file: LifecycleFile): StatedDate {
  const { title, url } = file.sources[source] ?? { title: source, url: '' };
  return { date, fromKubernetes, statedOn, statedIn: title, url, quote: null };
}

/** The newest word with a date is believed; only where nobody gives a date, the newest Kubernetes bound. */
function believeNewest(words: readonly StatedDate[]): Omit<LifecyclePhase, 'phase'> {
  const newestFirst = words.toSorted((a, b) => b.statedOn.localeCompare(a.statedOn));
  const bound = newestFirst.find(({ fromKubernetes }) => fromKubernetes !== null);
  const believed = newestFirst.find(({ date }) => date !== null) ?? bound ?? newestFirst[0];
  if (!believed) throw new RangeError('a phase without a statement');
  const winner = { ...believed, fromKubernetes: bound?.fromKubernetes ?? null };
  return { ...winner, contradictions: newestFirst.filter((word) => word !== believed && contradicts(word, winner)) };
}

function contradicts(word: StatedDate, winner: StatedDate): boolean {
  const isOtherBound = word.fromKubernetes !== null && word.fromKubernetes !== winner.fromKubernetes;
  return isOtherBound || isOtherDay(word, winner);
}

/** A missing date contradicts nothing, and neither does the month of the believed day. */
export function isOtherDay({ date }: Pick<StatedDate, 'date'>, believed: Pick<StatedDate, 'date'>): boolean {
  if (date === null || believed.date === null) return date !== believed.date && date !== null;
  return lastDayOf(date) !== lastDayOf(believed.date) && !(date.length === 7 && believed.date.startsWith(date));
}

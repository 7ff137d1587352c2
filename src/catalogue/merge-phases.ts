import { lastDayOf } from '../domain/calendar-date.ts';
import type { Catalogue, Retirement } from '../domain/catalogue.ts';
import type { EarlierWord, LifecyclePhase, RetirementPhase, StatedDate } from '../domain/lifecycle.ts';
import type { RetirementSubject } from '../domain/retirement-subject.ts';
import type { LifecycleEnd, LifecycleFile } from './lifecycle.ts';

/** A retirement of the catalogue as one source's word. */
export function statedByNote({ date, fromKubernetes, statedAt, statedIn, url, quote }: Retirement): StatedDate {
  return { date, fromKubernetes, statedOn: statedAt.slice(0, 10), statedIn, url, quote };
}

/** What one source says now, and what it said before. */
interface Word {
  readonly stated: StatedDate;
  readonly previous: readonly EarlierWord[];
}

/**
 * The phases of one subject, each by its newest source; its day and the Kubernetes minor that bounds it are two, with the
 * day first. A mistyped date of a note counts for nothing here. The order is that of `ends`, then of the catalogue.
 */
export function mergePhases(
  subject: RetirementSubject,
  ends: readonly LifecycleEnd[],
  catalogue: Catalogue,
  file: LifecycleFile,
): LifecyclePhase[] {
  const words = new Map<RetirementPhase, Word[]>();
  const add = (phase: RetirementPhase, word: Word): void => {
    words.set(phase, [...(words.get(phase) ?? []), word]);
  };
  for (const end of ends) add(end.phase, wordOfFile(end, file));
  for (const retirement of catalogue.retirements) {
    if (retirement.subject !== subject || retirement.doubt) continue;
    add(retirement.phase, wordOfNote(retirement));
    if (movesImages(retirement, ends)) add('no-new-images', wordOfNote(retirement));
  }
  return [...words].flatMap(([phase, own]) => {
    const dated = believeNewest(own, ({ date }) => date !== null, { fromKubernetes: null });
    const bounded = believeNewest(own, ({ fromKubernetes }) => fromKubernetes !== null, { date: null });
    const known = [dated, bounded].filter((one) => one !== null);
    const found = known.length > 0 ? known : [believeNewest(own, () => true, {})].filter((one) => one !== null);
    return found.map((one): LifecyclePhase => ({ phase, ...one }));
  });
}

/** What retires gets no new images from that day on: where pages give both one day, a newer note of the one moves both. */
function movesImages({ phase, date, statedAt }: Retirement, ends: readonly LifecycleEnd[]): boolean {
  const find = (wanted: RetirementPhase) => ends.find((end) => end.phase === wanted && end.date !== null);
  const [retires, images] = [find('retirement'), find('no-new-images')];
  const isOne = images !== undefined && retires?.date === images.date;
  return isOne && phase === 'retirement' && date !== null && statedAt.slice(0, 10) > images.statedOn;
}

function wordOfFile(
  { date, fromKubernetes, statedOn, source, previous = [] }: LifecycleEnd,
  file: LifecycleFile,
): Word {
  const titleOf = (key: string): string => file.sources[key]?.title ?? key;
  return {
    stated: {
      date,
      fromKubernetes,
      statedOn,
      statedIn: titleOf(source),
      url: file.sources[source]?.url ?? '',
      quote: null,
    },
    previous: previous.map((word) => ({
      date: word.date ?? null,
      fromKubernetes: word.fromKubernetes ?? null,
      statedIn: titleOf(word.source),
    })),
  };
}

function wordOfNote(retirement: Retirement): Word {
  const previous = retirement.previous.map(({ date, statedIn }) => ({ date, fromKubernetes: null, statedIn }));
  return { stated: statedByNote(retirement), previous };
}

type Believed = Omit<LifecyclePhase, 'phase'>;

/** The newest word that says it is believed; what it was before is history, and contradicts nothing. */
function believeNewest(
  words: readonly Word[],
  says: (word: Pick<StatedDate, 'date' | 'fromKubernetes'>) => boolean,
  only: Partial<StatedDate>,
): Believed | null {
  const newestFirst = words
    .filter(({ stated }) => says(stated))
    .map(({ stated }) => ({ ...stated, ...only }))
    .sort((a, b) => b.statedOn.localeCompare(a.statedOn));
  const [winner, ...others] = newestFirst;
  if (!winner) return null;
  const earlier = words.flatMap(({ previous }) => previous.filter(says)).map((word) => ({ ...word, ...only }));
  const previous = earlier.filter(
    (word, index) => differs(word, winner) && earlier.findIndex((other) => !differs(other, word)) === index,
  );
  const contradictions = others.filter(
    (word) => differs(word, winner) && previous.every((before) => differs(word, before)),
  );
  return { ...winner, contradictions, ...(previous.length > 0 ? { previous } : {}) };
}

function differs(
  word: Pick<StatedDate, 'date' | 'fromKubernetes'>,
  other: Pick<StatedDate, 'date' | 'fromKubernetes'>,
): boolean {
  const isOtherBound = word.fromKubernetes !== null && word.fromKubernetes !== other.fromKubernetes;
  return isOtherBound || isOtherDay(word, other);
}

/** A missing date contradicts nothing, and neither does the month of the believed day. */
export function isOtherDay({ date }: Pick<StatedDate, 'date'>, believed: Pick<StatedDate, 'date'>): boolean {
  if (date === null || believed.date === null) return date !== believed.date && date !== null;
  return lastDayOf(date) !== lastDayOf(believed.date) && !(date.length === 7 && believed.date.startsWith(date));
}

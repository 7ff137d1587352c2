import type { ImageAnnouncement } from '../../domain/announcement.ts';
import type { ImageCves } from '../../domain/image-security.ts';
import { type Passage, sourceOf } from '../text/passage.ts';
import { splitSentences } from '../text/sentence.ts';
import { type CveMark, findCveMarks } from './cve-marks.ts';

/** No prose is longer. */
const LONGEST = 10_000;

/** What is only promised is in images to come. */
const PROMISED =
  /\b(?:will (?:be )?(?:fix|address|patch|mitigat|resolv|includ|contain|releas|ship|available|part of)|next|upcoming|not yet|no fix|do(?:es)? not|don't|doesn't)/i;

type Subject = Exclude<CveMark, { kind: 'cve' }>;

/**
 * CVEs that a passage ties to a Windows node image: to the versions it names, else, where it speaks of Windows node
 * images at large, to those that the note announces. What fixes an add-on, Linux or Kubernetes is none of it.
 */
export function findImageCves(
  passage: Passage,
  announced: readonly ImageAnnouncement[],
  body: string,
): readonly ImageCves[] {
  if (passage.text.length > LONGEST || !/\bCVE-\d/i.test(passage.text)) return [];
  const found = new Map<string, Set<string>>();
  for (const { cve, subjects } of pairUp(passage)) {
    for (const version of listVersions(subjects, announced)) {
      const cves = found.get(version) ?? new Set();
      found.set(version, cves.add(cve));
    }
  }
  const quote = sourceOf(passage, body, 0, passage.text.length);
  return [...found].map(([version, cves]) => ({ version, cves: [...cves], quote }));
}

/** What CVEs are said of, nearest last. */
interface Pairing {
  readonly cve: string;
  readonly subjects: readonly Subject[];
}

/**
 * Each CVE with what it is said of. In "image A fixes X, image B fixes Y" that stands before it, in "X is fixed in A" it
 * follows; a sentence that names nothing goes on about what came before, or stood above.
 */
function pairUp(passage: Passage): readonly Pairing[] {
  const marks = findCveMarks(passage);
  const named = marks.filter((mark) => mark.kind === 'image');
  let current = subjectsAbove(passage);
  const isPromised = PROMISED.test(passage.text);
  return splitSentences(passage).flatMap(({ start, end }) => {
    const own = marks.filter(({ at }) => start <= at && at < end);
    const isAhead = own[0]?.kind === 'cve' && own.some(isSubject);
    const groups = (isAhead ? own.toReversed() : own).reduce<CveMark[][]>(groupMarks, []);
    const pairs = groups.flatMap((group) => {
      const subjects = group.filter(isSubject);
      if (subjects.length > 0) current = isAhead ? subjects.filter(({ kind }) => kind !== 'faulty') : subjects;
      return group
        .filter((mark) => mark.kind === 'cve')
        .map(({ cve, at }) => ({ cve, subjects: findMeant(current, named, at) }))
        .filter(({ subjects: meant }) => !isPromised || meant.some(({ kind }) => kind === 'image'));
    });
    return isAhead ? pairs.toReversed() : pairs;
  });
}

/** What is said of Windows at large is meant of the images that the passage names, and of a fault of what comes after. */
function findMeant(current: readonly Subject[], named: readonly Subject[], at: number): readonly Subject[] {
  if (current.at(-1)?.kind === 'faulty') return named.filter((image) => image.at > at);
  const isAtLarge = current.length > 0 && current.every(({ kind }) => kind === 'windows');
  return isAtLarge ? [...current, ...named] : current;
}

/** Subjects with the CVEs that belong to them. */
function groupMarks(groups: CveMark[][], mark: CveMark): CveMark[][] {
  const last = groups.at(-1);
  const opens = isSubject(mark) && last?.at(-1)?.kind === 'cve' && last.some(isSubject);
  if (!last || opens) groups.push([mark]);
  else last.push(mark);
  return groups;
}

/** The nearest of what a passage stands under that says what it is about. */
function subjectsAbove({ above }: Passage): readonly Subject[] {
  for (const each of above) {
    const subjects = each.text.length > LONGEST ? [] : findCveMarks(each).filter(isSubject);
    if (subjects.length > 0) return subjects;
  }
  return [];
}

/** An image counts unless something else stands between it and the CVE; Windows at large only where nothing else does. */
function listVersions(subjects: readonly Subject[], announced: readonly ImageAnnouncement[]): readonly string[] {
  const lastOther = subjects.findLastIndex(({ kind }) => kind === 'other' || kind === 'faulty');
  const images = subjects.slice(lastOther + 1).filter((subject) => subject.kind === 'image');
  if (images.length > 0) return images.map(({ version }) => version);
  if (lastOther >= 0) return [];
  const osSkus = subjects.flatMap((subject) => (subject.kind === 'windows' ? subject.osSkus : []));
  return subjects.some(({ kind }) => kind === 'windows')
    ? announced.filter(({ osSku }) => osSkus.length === 0 || osSkus.includes(osSku)).map(({ version }) => version)
    : [];
}

function isSubject(mark: CveMark): mark is Subject {
  return mark.kind !== 'cve';
}

import type { ImageAnnouncement } from '../../domain/announcement.ts';
import type { ImageCves } from '../../domain/image-security.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import { type Passage, quoteOf, splitSentences } from '../text/passage.ts';
import type { Standing } from './image-standing.ts';
import { readStandings } from './read-images.ts';
import { findVersionMentions } from './version-mentions.ts';

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
export function findImageCves(passage: Passage, announced: readonly ImageAnnouncement[]): readonly ImageCves[] {
  if (passage.text.length > LONGEST || !/\bCVE-\d/i.test(passage.text)) return [];
  const found = new Map<string, Set<string>>();
  for (const { cve, subjects } of pairUp(passage)) {
    for (const version of listVersions(subjects, announced)) {
      const cves = found.get(version) ?? new Set();
      found.set(version, cves.add(cve));
    }
  }
  const quote = quoteOf(passage);
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

/** What a passage speaks of at a place: a CVE, or something that may fix it. */
type CveMark = { readonly at: number } & (
  | { readonly kind: 'cve'; readonly cve: string }
  /** A Windows node image: `build.revision.yymmdd`, or `yymmdd` where only its day is named. */
  | { readonly kind: 'image'; readonly version: string }
  /** An image that has the fault, or that was replaced. */
  | { readonly kind: 'faulty' }
  /** Windows node images at large; of these OS SKUs, or of any where it names none. */
  | { readonly kind: 'windows'; readonly osSkus: readonly OsSku[] }
  /** What no Windows node image fixes: Linux, an add-on, a version of Kubernetes. */
  | { readonly kind: 'other' }
);

const CVE = /\bCVE-(?:19|20)\d\d-\d{4,7}(?!\d)/gi;
const DAY = /\b(?:vhds?|images?|versions?)\W{1,3}(?:(?:version|of|dated)\W{1,3}){0,2}(2\d[01]\d[0-3]\d)(?![\d.]*\d)/gi;

const YEARS = '(?:20\\d\\d|2\\dh\\d|annual(?: channel)?)';
const NAMED = `windows(?: server)?(?: ${YEARS}(?:(?:, | and |, and |/)${YEARS})*)?`;
/** As what is fixed or open to it: "in the add-on for Windows nodes" speaks of the add-on. */
const WINDOWS = new RegExp(
  [
    `\\b${NAMED}(?: gen ?\\d)?(?: node| os| vm)? ?(?:images?|vhds?)\\b`,
    '\\bwindows kubernetes (?:packages?|binar(?:y|ies)|cves?|fix)',
    `\\b(?:affect|impact|patch|updat|upgrad|protect|secur|reimag|mitigat|all|every|expos|fix(?:es)? for)\\w{0,4}(?: [\\w'-]{1,20}){0,3}(?<! (?:for|on|of|in|to|from|under)(?: the)?) ${NAMED} (?:agent |worker )?node`,
    `\\b(?<!\\b(?:for|on|of|in|to)(?: the)? )${NAMED} (?:agent |worker )?node ?(?:pools?|s)? (?:are|is|were|was) (?:affected|vulnerable|open|exposed|impacted|patched|protected)`,
  ].join('|'),
  'gi',
);
const JOINED =
  /\b(?:azure )?(?:linux|ubuntu)(?= ?(?:and|or|\/|&) ?windows)|(?<=\bwindows ?(?:and|or|\/|&) ?)(?:azure )?(?:linux|ubuntu)\b/gi;
const OTHER =
  /\b(?:linux|ubuntu|mariner|flatcar|debian)\b|add-?ons?\b|plug-?ins?\b|\b(?:extension|driver|operator|agents?(?! nodes?)|webhook|adapter|exporter|controller|daemonset|helm|sidecar|ingress|mesh|istio|envoy|osm|npm|network policy|calico|tigera|cilium|retina|cni|csi|gmsa|policy|defender for cloud|security-publisher|coredns|metrics|autoscaler|konnectivity|monitor|provider|identity|control plane|api ?server|etcd|gpu|cost|keda|dapr|acns)\b|\b(?:patch|lts|kubernetes|k8s) (?:patch )?versions?\b/gi;
/** The version of a thing of its own; what is part of the node may have one. */
const OTHER_VERSION = /(?<![\d.])v?\d{1,3}\.\d{1,3}\.\d{1,4}(?![\d]|\.\d)/g;
const PART_OF_NODE = /\b(?:containerd|hcsshim|runhcs|runc|csi-proxy|\.net|moby)\b[^.;,]{0,24}$/i;
/** "… is affected by", "… does not fix": such an image fixes nothing. */
const AFFECTED_AFTER =
  /^[^.;]{0,30}?\b(?:(?:is|are|was|were|and (?:older|earlier)[^.;]{0,12}) (?:affected|vulnerable|open|exposed|impacted)|(?:re-?)?introduc|do(?:es)? not|don't|doesn't|not yet|without)/i;
const AFFECTED_BEFORE = /\b(?:affects?|impacts?|present in|introduced in|vulnerable)\W+(?:[\w-]+\W+){0,4}$/i;
const OLDER_THAN = /\b(?:before|older than|earlier than|prior to|below|until|up to but not)\W+(?:[\w-]+\W+){0,4}$/i;

/** Everything in a passage that a CVE may belong to, and its CVEs, in reading order. */
function findCveMarks(passage: Passage): CveMark[] {
  const text = passage.text.replace(JOINED, (word) => ' '.repeat(word.length));
  const marks: CveMark[] = [
    ...[...text.matchAll(CVE)].map(({ 0: cve, index: at }): CveMark => ({ kind: 'cve', cve: cve.toUpperCase(), at })),
    ...findImages(passage, text),
    ...[...text.matchAll(WINDOWS)].map(
      ({ 0: words, index: at }): CveMark => ({ kind: 'windows', osSkus: osSkusIn(words), at }),
    ),
    ...findOthers(text),
  ];
  return marks.sort((a, b) => a.at - b.at);
}

function findImages(passage: Passage, text: string): CveMark[] {
  const isWindows = [passage, ...passage.above].some((each) => /windows/i.test(each.text));
  const days = isWindows ? [...text.matchAll(DAY)] : [];
  const mentions = findVersionMentions(passage);
  return [
    ...splitSentences(passage)
      .flatMap((sentence) => readStandings(sentence, mentions))
      .map(
        ([{ version, start: at, end }, standing]): CveMark =>
          isRemedy(text, at, end, standing) ? { kind: 'image', version, at } : { kind: 'faulty', at },
      ),
    ...days.map(({ 1: version = '', index: at }): CveMark => ({ kind: 'image', version, at })),
  ];
}

function isRemedy(text: string, start: number, end: number, standing: Standing | null): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  if (OLDER_THAN.test(before)) return true;
  return standing !== 'former' && !AFFECTED_BEFORE.test(before) && !AFFECTED_AFTER.test(text.slice(end, end + 60));
}

function findOthers(text: string): CveMark[] {
  const versions = [...text.matchAll(OTHER_VERSION)].filter(
    ({ index }) => !PART_OF_NODE.test(text.slice(Math.max(0, index - 40), index)),
  );
  return [...text.matchAll(OTHER), ...versions].map(({ index: at }): CveMark => ({ kind: 'other', at }));
}

function osSkusIn(words: string): readonly OsSku[] {
  const years = words.match(/20\d\d|2\dh\d|annual/gi) ?? [];
  return [...new Set(years.map((year): OsSku => (/^20/.test(year) ? `Windows${year}` : 'WindowsAnnual')))];
}

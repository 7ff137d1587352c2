import { findMentions, type Mention, type Wording } from './mention.ts';

/** Things other than the OS whose end concerns Windows node pools; what only Windows has needs no word of it beside. */
const ONLY_OF_WINDOWS: readonly Wording[] = [
  feature('DockerRuntime', /\bdocker(?: (?:container )?(?:runtime|engine))?\b/gi),
  feature('CSIProxy', /\bcsi[ -]proxy\b/gi),
  feature('GMSA', /\bgmsa(?: v\d)?(?: webhook)?\b|\bgroup managed service accounts?\b/gi),
];
const OF_LINUX_TOO: readonly Wording[] = [
  feature('AzureNPM', /\b(?:azure )?(?:network policy (?:manager|engine)(?: \(npm\))?|npm\b)/gi),
  feature('Calico', /\bcalico(?: network polic(?:y|ies))?\b/gi),
  feature('Gen1', /\bgen(?:eration)?[ -]?1\b/gi),
];

function feature(name: string, pattern: RegExp): Wording {
  return { kind: 'feature', subject: `WindowsFeature/${name}`, pattern };
}

const WINDOWS = /\bwindows\b|\bws ?20\d\d/i;

/**
 * Features of Windows node pools in a sentence. The text around must speak of Windows, and for what Linux has too the
 * sentence itself, else they are someone else's.
 */
export function findFeatureMentions(text: string, around: string): Mention[] {
  if (!WINDOWS.test(around)) return [];
  if (!WINDOWS.test(text)) return wholeIn(text, ONLY_OF_WINDOWS);
  const known = wholeIn(text, [...ONLY_OF_WINDOWS, ...OF_LINUX_TOO]);
  const isNew = (each: Mention): boolean => !known.some(({ start, end }) => start < each.end && each.start < end);
  return [...known, ...findUnknownFeatures(text).filter(isNew)];
}

/** Features, and not one version or what runs of one: "csi-proxy v1.1.2", "the Calico pods". */
function wholeIn(text: string, wordings: readonly Wording[]): Mention[] {
  return findMentions(text, wordings).filter(
    ({ end }) => !/^`? (?:v?\d+\.\d+\.\d|pods?\b)/.test(text.slice(end, end + 16)),
  );
}

/** "X on Windows node pools": what stands before is a feature that concerns Windows. */
const ON_WINDOWS =
  /\b(?:on|for|in) (?:aks |azure )?windows(?: server)? (?:node ?pools?|nodes?|containers?|agent ?pools?|workloads?)\b/gi;
/** "The Windows X is …". */
const WINDOWS_THING =
  /(?<!\b(?:maintenance|upgrade|time) )\bwindows ((?:[\w/+-]+ ){1,5}?)(?:\((?:public )?preview\) )?(?=(?:is|are|will|has|have|was|were|retires?)\b)/gi;
/** "Windows X node pools". */
const WINDOWS_POOLS =
  /(?<!\b(?:maintenance|upgrade|time) )\bwindows ((?:[\w/+-]+ ){1,4}?)(?=(?:node ?pools?|nodes)\b)/gi;
const LAST_WORDS = /((?:[\w/+.-]+ ){1,5})(?:\((?:public )?preview\) )?$/;

/** Where a noun phrase ends, looked at from its last word. */
const STOP =
  /^(?:the|an?|any|all|new|existing|this|that|these|those|our|your|its|of|for|to|in|on|at|with|without|and|or|by|from|as|is|are|was|were|be|been|will|would|can|may|has|have|not|no|longer|using|running|use|uses|supports?|supported|supporting|retir\w*|deprecat\w*|remov\w*|ends?|ending|enabl\w*|creat\w*|stop\w*|only|also|now|available|announc\w*|starting|legacy|current|going|away|being|runs?|gone)$/i;
/** Words that are no feature by themselves. */
const GENERIC =
  /^(?:preview|public|feature|features|add-?on|addon|support|coverage|updates?|images?|vhds?|influence|effects?|impacts?|bearing|consequences?|patch(?:es|ing)?|versions?|releases?|security|kubernetes|k8s|aks|azure|windows|server|nodes?|pools?|node-?pools?|worker|system|existing|clusters?|containers?|agents?|workloads?|pods?|users?|customers?|os|sku|skus|annual|channel|upgrades?|scaling|creation|default|issues?|core|ltsc|datacenter|both|it|they|which|you|life|lts|limitations?|considerations?|service|maintenance|end-of-life|retirement|deprecation|end|date|dates|timeline|base|operating|systems?|vms?|runtime|\d.*|v\d.*)$/i;

/** Things that a sentence ties to Windows nodes without our knowing them, named after their own words. */
function findUnknownFeatures(text: string): Mention[] {
  if (/\blinux\b|\bwindows(?: server)? ?20\d\d|\bws ?20\d\d/i.test(text)) return [];
  return [...beforeWindows(text), ...behindWindows(text)].filter(
    (mention, index, all) => all.findIndex(({ subjects }) => subjects[0] === mention.subjects[0]) === index,
  );
}

function beforeWindows(text: string): Mention[] {
  return [...text.matchAll(ON_WINDOWS)].flatMap((match) => {
    const phrase = LAST_WORDS.exec(text.slice(0, match.index));
    const words = phrase?.[1]?.trim().split(' ') ?? [];
    const from = words.findLastIndex((word) => STOP.test(word));
    const own = words.slice(from + 1);
    // "Has been found in Windows nodes": what was done, and no feature.
    if (
      own.length === 1 &&
      /^(?:is|are|was|were|been)$/.test(words[from] ?? '') &&
      /^[a-z]+(?:ed|en|nd)$/.test(own[0] ?? '')
    )
      return [];
    const length = own.join(' ').length;
    const start = phrase ? phrase.index + (phrase[1]?.trimEnd().length ?? 0) - length : 0;
    return mentionOf(own, start, match.index + match[0].length);
  });
}

function behindWindows(text: string): Mention[] {
  return [...text.matchAll(WINDOWS_THING), ...text.matchAll(WINDOWS_POOLS)].flatMap((match) => {
    const words = match[1]?.trim().split(' ') ?? [];
    if (words.some((word) => STOP.test(word)) || GENERIC.test(words[0] ?? '')) return [];
    return mentionOf(words, match.index, match.index + match[0].trimEnd().length);
  });
}

/** Parts of Kubernetes and of programs, which come and go with their versions. */
const PART =
  /^(?:flags?|fields?|gates?|options?|parameters?|arguments?|metrics?|labels?|annotations?|taints?|apis?|endpoints?|events?|logs?|conditions?|settings?|columns?|buttons?|banners?|messages?|warnings?|docs?|documentation|samples?|examples?|pages?|scripts?|templates?|dashboards?|workbooks?|tools?|wizards?|freeze|rollout|release)$/i;
/** "The metric X", "--x". */
const NAMED_PART = /^(?:-.*|(?:metric|flag|field|option|parameter|annotation|label|event|endpoint)s?)$/i;

function mentionOf(words: readonly string[], start: number, end: number): Mention[] {
  if (PART.test(words.at(-1) ?? '') || NAMED_PART.test(words[0] ?? '')) return [];
  if (words.every((word) => GENERIC.test(word))) return [];
  const telling = words.filter((word) => !/^(?:windows|preview|public|feature|add-?on)$/i.test(word));
  const name = telling.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`.replace(/\W/g, '')).join('');
  return [{ subjects: [`WindowsFeature/${name}`], kind: 'feature', bound: null, start, end }];
}

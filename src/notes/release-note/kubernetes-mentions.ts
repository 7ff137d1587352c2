import { joinLists, joinNeighbours, type Mention } from './mention.ts';

const MINOR =
  /(?<![\w.]|[a-z]-)(?:(>=|<=|≥|≤|[<>=])\s*)?[vV]?1\.(\d{1,2})(?:\.[xX*]|(?<=<\s?v?1\.\d{1,2})\.0)?(?!\w|\.\w)(\s*\+)?/g;
const CUE =
  /\b(?:kubernetes|k8s|aks|minors?(?: versions?)?|(?:community|standard|platform|long[ -]term) support|lts)\b/i;
const WINDOWS_RELEASE = /\bwindows(?: server)? ?20\d\d|\bws ?20\d\d|\bannual channel\b/i;
/** Other things with a `1.N` version of their own. */
const OTHER_PRODUCT =
  /\b(?:api|kubectl|keda|dapr|istio|asm|core-?dns|containerd|runc|calico|cilium|cni|mariner|azure linux|flannel|helm|go|golang|benchmark|osm|flux|argo|envoy|etcd|retina|tigera|konnectivity|gatekeeper|metrics-server|autoscaler|driver|agent|provider|plugin|operator|add-?on|extension|charts?|webhook|cli|tls|ubuntu|revision)\b[\s:=(]*(?:(?:versions?|releases?)\s*)?(?:(?:(?:older|earlier|lower|newer|later|less) than|before|prior to|below|up to)\s*)?v?$/i;
/** What only clusters have versions of. */
const OF_CLUSTERS = /\b(?:clusters?(?! autoscaler)|node ?pools?)\b/i;
/** "Clusters on 1.33": what a cluster runs is Kubernetes. */
const ON_CLUSTERS = /\b(?:clusters?|node ?pools?) (?:still )?(?:on|at|running|using) (?:version )?v?$/i;
const OF_KUBERNETES =
  /^\s*(?:(?:lts|based|community|standard|versions?)\s+)*(?:kubernetes|k8s|aks|clusters?|node ?pools?|lts|support|removal|retirement|deprecation|end of (?:life|support))\b/i;
/** "1.33 GA": where no other product is named, that is a minor of Kubernetes. */
const NEW_MINOR = /^\s*(?:(?:is|are|goes|now|has gone)\s+)*(?:in )?(?:GA|generally available)\b/;
const ABOVE =
  /^(?:\.x)?\s*(?:versions?|lts|releases?)?[\s,(]*(?:(?:and|or|&)\s+(?:above|later|newer|higher|up(?:wards?)?|beyond|onwards?|greater|after|future)|(?:on|up)wards?\b|up\b(?! to\b))/i;
/** "1.35 and earlier versions": up to it. */
const AND_OLDER = /^\s*(?:and|or) (?:earlier|older|below|lower)(?: (?:minor )?versions?)?\b/i;
const OLDER_THAN =
  /(?:\b(?:older|earlier|lower|less)\s+than|\bprior to|\bbelow)\s+(?:aks |kubernetes |k8s |versions? )*v?$/i;
const LIST_FILLER =
  /^(?:[\s,&/()]|\b(?:and|or|nor|versions?|lts|community|kubernetes|k8s|aks|releases?|as well as|together with|along with|plus|(?:but )?also|both|v|x|the)\b)+$/i;
/** "Community support of 1.34 and LTS of 1.31": each of them under a plan of its own. */
const UNDER_PLANS =
  /^(?:[\s,]|\b(?:community|standard|support|lts|under|with)\b)*(?:&|\band\b|\bas well as\b)(?:[\s-]|\b(?:and|the|community|standard|long|term|support|lts|of|for|on|in|with|kubernetes|k8s|aks|versions?|v)\b)+$/i;
/** Only where support is what is told of; "upgrade 1.33 and enable LTS on 1.34" joins nothing. */
const SUPPORT_ENDS = /^(?=.*\b(?:support|lts)\b).*\b(?:ends?|ended|ending|expires?|stops?|over|out of|supporting)\b/is;
/** "With the GA of 1.36, Kubernetes 1.33 …": what comes first is not of the same list. */
const INTRODUCTION =
  /^(?:with|after|since|as|following|when|once)\b[^,;]{3,60}, (?=(?:(?:aks |kubernetes )+(?:versions? )?|(?:the )?versions? )v?1\.)|^(?:with|after|since|following) (?:the )?(?:ga|general availability|release|arrival) of [^,;]{3,40}, /i;
const RANGE = /^\s*(?:-|to|through|thru|until)\s*(?:v|kubernetes|version|\s)*$/i;

/** The Kubernetes minor versions in a sentence; `around` is the text near it, which says what "1.30" is a version of. */
export function findKubernetesMentions(text: string, around: string): Mention[] {
  const found: Mention[] = [];
  let isOfOther = false;
  for (const match of text.matchAll(MINOR)) {
    const start = match.index;
    const end = start + match[0].length;
    const minor = Number(match[2]);
    const isOther = OTHER_PRODUCT.test(text.slice(Math.max(0, start - 40), start));
    isOfOther = isOther || (isOfOther && found.length === 0);
    if (
      minor < 5 ||
      minor > 60 ||
      isOther ||
      !isKubernetes(text, { start, end, minor }, around, found.at(-1), isOfOther)
    )
      continue;
    const behind = text.slice(end, end + 40);
    found.push({
      subjects: [`Kubernetes/1.${minor}`],
      kind: 'kubernetes',
      bound: boundOf(text, match, end),
      start,
      end: end + ((ABOVE.exec(behind) ?? AND_OLDER.exec(behind))?.[0].length ?? 0),
    });
  }
  const behind = INTRODUCTION.exec(text)?.[0].length ?? 0;
  const [first, rest] = [found.filter(({ end }) => end <= behind), found.filter(({ end }) => end > behind)];
  return [first, rest].flatMap((each) => {
    const listed = joinLists(text, expandRanges(text, each), LIST_FILLER);
    return SUPPORT_ENDS.test(text) ? joinLists(text, listed, UNDER_PLANS) : listed;
  });
}

function boundOf(text: string, match: RegExpExecArray, end: number): Mention['bound'] {
  const sign = match[1] ?? '';
  if (match[3] || sign.startsWith('>') || sign === '≥' || ABOVE.test(text.slice(end, end + 40))) return 'from';
  return sign === '<' || OLDER_THAN.test(text.slice(0, match.index)) ? 'below' : null;
}

/** "@somebody 1.33 is out of support". */
const HANDLE = /@[\w-]+\s*$/;

/** Minors that are supported together, and those that a table of a few years has. */
const FARTHEST = 22;
const NAMED = /\b(?:kubernetes|k8s|aks) (?:versions? )?v?$/i;

/** What stands before the bare number of a minor. */
const LEADS_TO =
  /^(?:of|for|on|in|with|from|until|to|and|or|only|also|default|latest|the|all|support|supports|lts|since|versions?|as|by|both|than|after|before|drops?|retires?|removes?|deprecates?|ends|while|that|under|using|running|cluster|clusters|\w+(?:ed|s))$/i;

/** From here on nothing else that notes speak of has a `1.N` without its name beside it; where support is told of, sooner. */
const OURS = 27;
const OURS_IN_SUPPORT = 18;
const OF_SUPPORT = /\b(?:support (?:for|of)|out of support|supporting)\b/i;

function isKubernetes(
  text: string,
  { start, end, minor }: { readonly start: number; readonly end: number; readonly minor: number },
  around: string,
  previous: Mention | undefined,
  isOfOther: boolean,
): boolean {
  const before = text.slice(Math.max(0, start - 40), start).replace(HANDLE, '');
  if (minor < OURS && !NAMED.test(before) && isFarBelow(minor, around)) return false;
  if (CUE.test(before.slice(-24)) || ON_CLUSTERS.test(before) || OF_KUBERNETES.test(text.slice(end, end + 30)))
    return true;
  if (previous && LIST_FILLER.test(text.slice(previous.end, start))) return true;
  const word = /([A-Za-z][\w-]*)\s*(?:versions?\s*)?v?[\s"'(]*$/.exec(before)?.[1] ?? '';
  const isName =
    /^[A-Z]/.test(word) &&
    !/^(?:LTS|Version|From|After|Starting|Upgrade|Until|Before|On|In|With|Enable|The|Both|All|Of|And|As|Since|Beginning|For|When|While|Versions|Release|Community|Standard|Support|Only|Now|Once|To|By|If|Note|Reminder|Clusters?|Default|Latest|Retire|Deprecate|Remove|Is|Are|Does|Will|Has)$/.test(
      word,
    );
  return (
    !isName &&
    !isOfOther &&
    (previous !== undefined ||
      NEW_MINOR.test(text.slice(end, end + 30)) ||
      ((minor >= OURS || (minor >= OURS_IN_SUPPORT && OF_SUPPORT.test(text))) &&
        (word === '' || LEADS_TO.test(word))) ||
      CUE.test(around) ||
      OF_CLUSTERS.test(around) ||
      (/\b(?:from|in|on|with|until|since|of)\b/i.test(before) && WINDOWS_RELEASE.test(text)))
  );
}

/** "CoreDNS 1.13 on AKS 1.38; 1.12 is gone": no two minors of Kubernetes that far apart are spoken of in one place. */
function isFarBelow(minor: number, around: string): boolean {
  const near = [...around.matchAll(MINOR)].map(([, , digits]) => Number(digits)).filter((each) => each <= 60);
  return Math.max(...near) - minor > FARTHEST;
}

/** "1.28 to 1.30" means each of them, unless a sentence moves from the one to the other. */
function expandRanges(text: string, mentions: readonly Mention[]): Mention[] {
  return joinNeighbours(mentions, (last, next) => {
    const isMove = /\bfrom\s+[\w\s]*$/i.test(text.slice(0, last.start));
    return RANGE.test(text.slice(last.end, next.start)) && !isMove ? range(last, next) : null;
  });
}

function range(first: Mention, last: Mention): string[] {
  const from = Number(first.subjects[0]?.split('.')[1]);
  const to = Number(last.subjects[0]?.split('.')[1]);
  if (!(to > from) || to - from > 10) return [...first.subjects, ...last.subjects];
  return Array.from({ length: to - from + 1 }, (_, index) => `Kubernetes/1.${from + index}`);
}

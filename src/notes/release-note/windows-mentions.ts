import { joinLists, type Mention } from './mention.ts';

/** Every way to name a long-term release: "Windows Server 2022", "Windows 2022", "WS2022", "Server 2022". */
const YEAR_RELEASE =
  /\b(?:(?:microsoft |aks |azure )*windows(?: server)?(?: core| lts[bc]?| version| node| os)?[ -]?|ws ?|win|(?<!\b(?:sql|exchange|sharepoint|report) )server )(20(?:1[69]|2\d))\b(?!-\d\d-)/gi;
/** Further years of the same list: "Windows Server 2019 and 2022", "WS2019/2022". */
const LISTED_YEAR = /^(?:\s*(?:,|and|or|&|\/)\s*)+(20[12]\d)\b(?!\.|-\d)/i;
const ANNUAL =
  /\b(?:(?:microsoft |aks )*windows[ -]?(?:server)?,?[ -]?|ws[ -]?|server,? )(?:version )?(?:annual(?:[ -]channel)?|(?:2022-)?2[3-9]H[12])\b|\b(?:2022-)?2[3-9]H[12]\b|(?<!semi-)\bannual[ -]channel\b|\b(?:windows|ws)annual\b/gi;
const ANNUAL_REST = /^(?:[\s,()/]|for containers|version|annual|channel|preview|2\dH[12])+(?=[\s,.):]|$)/i;
const LIST_FILLER = /^(?:[\s,&/]|\b(?:and|or|nor|as well as|both|the|node pools?|nodes?|images?)\b)+$/i;

/** The Windows releases that AKS offers as OS SKUs, wherever a sentence names them. */
export function findWindowsMentions(text: string, around = ''): Mention[] {
  const found = [...bareReleases(text, around), ...yearReleases(text), ...annualReleases(text)].sort(
    (a, b) => a.start - b.start,
  );
  const distinct = found.filter((mention, index) => {
    return !found.some(
      (other, at) =>
        at !== index &&
        other.start <= mention.start &&
        mention.end <= other.end &&
        (at < index || other.end > mention.end),
    );
  });
  return joinLists(text, distinct, LIST_FILLER);
}

/** A year that is no date but a release where Windows is spoken of. */
const BARE = new RegExp(
  [
    // "2019 - no longer built", in a list of Windows releases, or all that a cell of a column of them says.
    String.raw`(?<=^\W*)20(?:16|19|22|25)\b(?=\s*(?:[-:–(]|→|$))`,
    // "2019 is retired", "the 2019 images".
    String.raw`(?<=(?:^|[.,:;] |\b(?:and|but|that|while|the|your|our|all|existing) ))20(?:16|19|22|25)(?= (?:is|has|will|goes|leaves|loses|reaches|retires|ends|(?:node )?(?:images|pools)|nodepools|nodes|(?:os )?skus?)\b)`,
    // "Support for 2019", "replaces 2019", "for 2019 no images".
    String.raw`(?<=\b(?:(?:support|images|pools|nodes|patches|updates) (?:for|of|on|with)|replaces?|retires?|deprecates?|drops?) )20(?:16|19|22|25)\b(?![-/])`,
    String.raw`(?<=^for )20(?:16|19|22|25)(?= (?:no|we|the|there)\b)`,
  ].join('|'),
  'gi',
);

function bareReleases(text: string, around: string): Mention[] {
  if (!/\bwindows\b/i.test(around)) return [];
  return [...text.matchAll(BARE)].map(({ 0: year, index: start }) => ({
    subjects: [`Windows${year}`],
    kind: 'windows',
    bound: null,
    start,
    end: start + year.length,
  }));
}

function yearReleases(text: string): Mention[] {
  return [...text.matchAll(YEAR_RELEASE)].map((match) => {
    const subjects = [`Windows${match[1]}`];
    let end = match.index + match[0].length;
    for (;;) {
      const listed = LISTED_YEAR.exec(text.slice(end, end + 20));
      if (!listed) break;
      subjects.push(`Windows${listed[1]}`);
      end += listed[0].length;
    }
    return { subjects, kind: 'windows', bound: null, start: match.index, end };
  });
}

function annualReleases(text: string): Mention[] {
  const mentions: Mention[] = [];
  for (const match of text.matchAll(ANNUAL)) {
    const last = mentions.at(-1);
    if (last && match.index < last.end) continue;
    const end = match.index + match[0].length;
    const rest = ANNUAL_REST.exec(text.slice(end, end + 60))?.[0].replace(/[\s,(/]+$/, '') ?? '';
    mentions.push({
      subjects: ['WindowsAnnual'],
      kind: 'windows',
      bound: null,
      start: match.index,
      end: end + rest.length,
    });
  }
  return mentions;
}

import { KNOWN_OS_SKUS } from '../../domain/os-sku.ts';
import { findMentions, joinLists, type Mention, type Wording } from './mention.ts';

/** Long-term releases in all their names: "Windows Server 2022", "Windows 2022", "WS2022", "Server 2019 and 2022". */
const YEARS: Wording = {
  kind: 'windows',
  pattern:
    /\b(?:(?:microsoft |aks ?|azure )*windows(?: server)?(?: core| lts[bc]?| version| node| os)?[ -]?|ws ?|win|(?<!\b(?:sql|exchange|sharepoint|report) )server )20(?:1[69]|2\d)\b(?!-\d\d(?:-|[bcd]\b)|-\d{5})(?: lts[bc]\b)?(?:\s*(?:,|and\b|or\b|&|\/)(?:[\s,&/]|and\b|or\b){0,6}20[12]\d\b(?!\.\d|-\d))*/gi,
};
const ANNUAL: Wording = {
  kind: 'windows',
  subject: 'WindowsAnnual',
  pattern:
    /(?:\b(?:(?:microsoft |aks )*windows[ -]?(?:server)?,?[ -]?|ws[ -]?|server,? )(?:version )?(?:annual(?:[ -]channel)?|(?:2022-)?2[3-9]H[12])\b|\b(?:2022-)?2[3-9]H[12]\b|(?<!semi-)\bannual[ -]channel\b|\b(?:windows|ws)annual\b)(?:(?!\))(?:[\s,()/]|for containers|version|annual|channel|preview|2\dH[12]){1,20}(?=[\s,.;:!?)]|$))?/gi,
};

const YEAR = `(?:2016|${KNOWN_OS_SKUS.flatMap((osSku) => /20\d\d$/.exec(osSku) ?? []).join('|')})`;

/** A year that is no date but a release where Windows is spoken of. */
const BARE_YEAR = new RegExp(
  [
    // "2019 - no longer built", in a list of Windows releases, or all that a cell of a column of them says.
    String.raw`(?<=^\W*)${YEAR}\b(?=\s*(?:[-:–(]|→|$))`,
    // "2019 is retired", "the 2019 images".
    String.raw`(?<=(?:^|[.,:;] |\b(?:and|but|that|while|the|your|our|all|existing|new|old|no) ))${YEAR}(?= (?:is|has|will|goes|leaves|loses|reaches|retires|ends|(?:node )?(?:images|vhds|pools)|nodepools|nodes|(?:os )?skus?)\b)`,
    // "Support for 2019", "replaces 2019", "for 2019 no images".
    String.raw`(?<=\b(?:(?:support|images|pools|nodes|patches|updates) (?:for|of|on|with)|replaces?|retires?|deprecates?|drops?) )${YEAR}\b(?![-/])`,
    String.raw`(?<=^for )${YEAR}(?= (?:no|we|the|there)\b)`,
  ].join('|'),
  'gi',
);
const BARE: Wording = { kind: 'windows', pattern: BARE_YEAR };

const LIST_FILLER =
  /^(?:[\s,&/]|\((?=and\b)|\b(?:and|or|nor|as well as|together with|along with|plus|(?:but )?also|both|the|node pools?|nodes?|images?)\b)+$/i;

/** The Windows releases that AKS offers as OS SKUs, wherever a sentence names them; `around` is the text near it. */
export function findWindowsMentions(text: string, around = ''): Mention[] {
  const found = findMentions(text, [
    ...(/\bwindows\b|\b20\d\d (?:os )?skus?\b/i.test(around) ? [BARE] : []),
    YEARS,
    ANNUAL,
  ]);
  const distinct = found.filter((mention, index) => {
    return !found.some(
      (other, at) =>
        at !== index &&
        other.start <= mention.start &&
        mention.end <= other.end &&
        (at < index || other.end > mention.end),
    );
  });
  return joinLists(text, withOtherNames(text, distinct), LIST_FILLER);
}

/** "Windows Server 2022 (`Windows2022`)": one name. */
function withOtherNames(text: string, mentions: readonly Mention[]): Mention[] {
  const named: Mention[] = [];
  for (const next of mentions) {
    const last = named.at(-1);
    const isSame = last?.subjects.join() === next.subjects.join();
    const [closing] = /^[`'"\s]{0,3}\)/.exec(text.slice(next.end, next.end + 4)) ?? [];
    if (last && isSame && closing && /^\s?\([`'"\s]{0,3}$/.test(text.slice(last.end, next.start)))
      named[named.length - 1] = { ...last, end: next.end + closing.length };
    else named.push(next);
  }
  return named;
}

import { type Claim, claim, claimOfOne } from './claim.ts';
import { costOfLimit, sum, WEIGHTS } from './claim-costs.ts';
import { kindsOf } from './lexicon.ts';
import { type Mention, minorOf } from './mention.ts';
import { dateIn, isPair, minorAfter, type Parts, thingsOf } from './parts.ts';
import { chainFrom, type Head, type Phrase } from './phrases.ts';
import { has, is, isA, says, type Token } from './scan.ts';

/** What clauses say that their verb and nouns alone do not; the first that reads a clause wins. */
export const FRAMES: readonly ((parts: Parts) => Claim[])[] = [ltsOnly, platformOnly, moved, deadline, lastOf, stateOf];

const USED = kindsOf('use offer keep create exist make be reach change come have grant');

/** "LTS only", "unless LTS is enabled", "needs LTS", "enters LTS". */
export function ltsOnly(parts: Parts): Claim[] {
  const { clause, predicate, subject, object, around, all } = parts;
  const { tokens } = clause;
  // "Clusters that aren't on LTS have platform support only."
  if (!has(clause, 'lts') || (has(clause, 'platform') && has(clause, 'only'))) return [];
  const enters = [...object, ...around].some(
    (each) =>
      /^(?:to|into|)$/.test(each.prep) && (each.head === 'lts' || each.tokens.every((token) => is(token, 'lts'))),
  );
  if (
    enters &&
    is(predicate, 'reach', 'change') &&
    !has(clause, 'eol', 'endof') &&
    subject[0]?.thing?.kind === 'kubernetes'
  )
    return [claim(parts, 'lts-only', subject, { bound: null })];
  const isUnless = all.some((each) => /\b(?:without|outside|unless|except)\b/.test(each.prep) && has(each, 'lts'));
  const isDenied = clause.verb?.isDenied || is(predicate, 'fail');
  const isGiven = is(predicate, 'offer', 'create', 'use', 'fail') || predicate?.text === 'support';
  const distance = tokens.findIndex((token) => is(token, 'lts')) - tokens.findIndex((token) => is(token, 'only'));
  // "From 1.36 LTS on, only Windows Server 2025 is supported."
  const isOnlyOs = isPair(clause, /^only$/, 'windows');
  const isOnly = has(clause, 'only') && !isOnlyOs && Math.abs(distance) < 12 && !has(clause, 'end', 'image', 'patch');
  // "With LTS only until July".
  const isDated = tokens.some((token, at) => is(token, 'until') && tokens[at + 1]?.date && is(tokens[at - 1], 'only'));
  // "1.30 LTS only goes EoL in July."
  const isLate = is(tokens[(clause.verb?.from ?? 0) - 1], 'only') && has(clause, 'eol');
  const isTold = !predicate || is(predicate, ...USED) || predicate.text === 'enrolled';
  const isLimit = isOnly && !isDated && isTold && !isLate;
  const isNeed = is(predicate, 'need') && object.some(({ head }) => head === 'lts');
  if (!(isUnless && isDenied && isGiven) && !isLimit && !isNeed) return [];
  const minor = minorOfAll(all);
  // "Older ones exist as LTS only."
  const cost = minor ? 0 : sum(subject, (each) => each.cost);
  const made = claimOfOne(parts, 'lts-only', minor, { bound: null, cost });
  // "Cannot be created without LTS": neither are there new ones.
  if (!isLimit && !isNeed && is(predicate, 'create')) return [{ ...made, phase: 'no-new-node-pools' }, made];
  // "With LTS only from now on, until July."
  const isUntil = tokens.some((token, at) => is(token, 'until') && tokens[at + 1]?.date);
  return isUntil
    ? [
        { ...made, date: null },
        { ...made, phase: 'retirement' },
      ]
    : [made];
}

const STATES = kindsOf('reach change make keep grant offer be have come leave end retire remove take vanish move');

/** "Moves to platform support", "only platform support is left". */
function platformOnly(parts: Parts): Claim[] {
  const { clause, predicate, subject, object } = parts;
  const isWith = parts.around.some((each) => /^with\b/.test(each.prep) && has(each, 'platform'));
  if (!has(clause, 'platform') || isWith || [...subject, ...object].some(({ event }) => event)) return [];
  if (clause.verb?.isDenied && !is(predicate, 'make', 'offer')) return [];
  // "Platform support is a plan for …"
  const isOfItself = subject[0]?.head === 'platform';
  // "Platform support of 1.36 is extended until March."
  if (isOfItself && (is(predicate, 'move') || (is(predicate, 'be') && object[0]?.tokens[0]?.text === 'a'))) return [];
  if (!is(predicate, ...STATES) && !has(clause, 'only')) return [];
  return [claimOfOne(parts, 'platform-support', minorOfAll(parts.all))];
}

/** "Has been extended to", "is now on", "moves from … to …": another day than before. */
function moved(parts: Parts): Claim[] {
  const { clause, predicate, subject, object, all } = parts;
  const { tokens, verb } = clause;
  if (verb?.isDenied) return [];
  const isSpan = tokens.some(({ date }) => date?.until) && has(clause, 'move') && is(predicate, 'be', 'come');
  const isNewDay =
    !says(tokens, /^today$/) && all.some(({ isNew, head, event }) => isNew && (head === 'deadline' || event));
  const isOfDeadline = subject.some(({ event, head }) => event || head === 'deadline');
  const isNow = has(clause, 'now') && (has(clause, 'former') || isOfDeadline) && tokens.some(({ date }) => date);
  // "It was March 15 and is now April 30."
  const isHappening = is(predicate, 'be') || /^takes? place$/.test(predicate?.text ?? '');
  const isJoined = verb?.from === 1 && is(tokens[0], 'and') && isHappening && has(clause, 'now');
  const isOther = isJoined && parts.behind.length > 0 && parts.behind.every(({ tokens: [first] }) => first?.date);
  const isTold =
    isOther ||
    isSpan ||
    (isNewDay && (!predicate || is(predicate, 'be', 'have'))) ||
    (isNow && is(predicate, 'be', 'come'));
  if (isTold) return [claim(parts, 'date-changed', [])];
  const isExtension = [...object, ...subject].some((each) => each.tokens.some((token) => isA(token, 'move', '')));
  const isGranted = is(predicate, 'grant') && isExtension && tokens.slice(verb?.to ?? 0).some(({ date }) => date);
  const isTo = tokens.some(
    ({ date }, at) =>
      date?.until || (date && /^(?:to|until)$/.test(tokens[at - (tokens[at - 1]?.text === 'the' ? 2 : 1)]?.text ?? '')),
  );
  const isOfDay = subject.some(({ event, head }) => event || head === 'deadline') && is(predicate, 'update');
  const isChange = isOfDay || (is(predicate, 'change') && (has(clause, 'deadline') || isTo));
  const isOfEnd = [...subject, ...object].some(
    ({ event, head, tokens: [only, ...rest] }) =>
      event ||
      /^(?:deadline|support|lts|life)$/.test(head ?? '') ||
      (rest.length === 0 && /^(?:this|that|it)$/.test(only?.text ?? '')),
  );
  // "Moves out to June 30".
  const isOfSubject = verb?.isPassive || object.every(({ tokens: own }) => own.every((token) => is(token, 'adv')));
  const patient = isOfSubject ? subject : object;
  // "You could put it off."
  if (!verb?.isPassive && subject.some((each) => has(each, 'user'))) return [];
  if (!is(predicate, 'move') && !isGranted && !(isChange && isOfEnd)) return [];
  const isOfEnding = patient.some(({ event, head }) => event === 'removal' || /^(?:deadline|lts)$/.test(head ?? ''));
  if (!isOfEnding && patient.some((each) => has(each, 'preview', 'image', 'make'))) return [];
  return [claim(parts, 'date-changed', patient, { start: predicate?.start ?? 0 })];
}

/** "Have until March 1 to upgrade", "has its last day on March 1", "the last day to create X is March 1". */
function deadline(parts: Parts): Claim[] {
  const { clause, predicate, subject, object, around, all } = parts;
  const places = [...object, ...around];
  const isDay = places.some(({ prep, tokens: [first] }) => /\b(?:until|till|through)$/.test(prep) && first?.date);
  const isTime = object.some((each) => each.head === 'time' && has(each, 'number'));
  const isUser = /^(?:user|pool|version|)$/.test(subject[0]?.head ?? '') && !(subject[0] && subject[0].cost > 0);
  const isTask = has(clause, 'upgrade', 'change', 'take', 'leave') || !has(clause, 'user');
  // "You have 30 days from version removal": whichever it is.
  const isOfAny = places.some(({ event, thing, prep }) => event === 'removal' && !thing && prep === 'from');
  if (is(predicate, 'have') && (isDay || isTime) && isUser && isTask && !clause.verb?.isDenied && !isOfAny)
    return [claimOfOne(parts, 'retirement', mentionIn(parts), isDay ? {} : { date: null })];
  const isOfDay = is(predicate, 'be', 'have') || (clause.verb?.isInfinitive && dateIn(clause));
  if (!isPair(clause, /./, 'time', 'deadline') || !isOfDay || has(clause, 'upgrade')) return [];
  const { tokens } = clause;
  const isLast = tokens.some((token, at) => is(token, 'last') && is(tokens[at + 1], 'time', 'deadline'));
  const phase = has(clause, 'create')
    ? 'no-new-node-pools'
    : has(clause, 'image', 'patch')
      ? 'no-new-images'
      : 'retirement';
  return isLast ? [claimOfOne(parts, phase, mentionIn(parts), { cost: sum(all, (each) => each.cost) })] : [];
}

/** "1.36 is the last version with X", "last Kubernetes version: 1.36", "1.37 is the first without X", "the last image". */
function lastOf(parts: Parts): Claim[] {
  const { clause, predicate, all } = parts;
  const isLastOf = (noun: Head): boolean =>
    all.some(({ isLast, head, prep }) => isLast && head === noun && prep === '');
  const thing = mentionIn(parts, (each) => !isMinor(each));
  const minor = mentionIn(parts, isMinor);
  const isFirst =
    all.some(({ head, tokens }) => head === 'version' && says(tokens, /^first$/)) &&
    all.some(({ prep, thing: own }) => prep === 'without' && own);
  const bound = minor && (isFirst ? minorOf(minor) : minorAfter(minor));
  // "The last Calico version with X": a version of its own.
  const isOfPart = all.some((each) => each.isLast && each.head === 'version' && each.thing?.kind === 'feature');
  // "Version 23H2 is the last one of the Annual Channel."
  const isOfItself = !minor && parts.subject[0]?.thing?.kind === 'windows';
  if (isFirst ? minor : isLastOf('version') && (minor ?? thing) && !isOfPart && !isOfItself)
    return [
      {
        ...claimOfOne(parts, has(clause, 'image') ? 'no-new-images' : 'no-new-node-pools', thing, { date: null }),
        bound,
      },
    ];
  const isPast = clause.verb?.isPast && !dateIn(clause);
  const isLastOne = isLastOf('image') || isLastOf('patch');
  // "This release contains the last image for X."
  const isHolder = parts.subject[0]?.head === 'version' && is(predicate, 'exist', 'offer', 'have');
  if (!isLastOne || !(is(predicate, 'be') || isHolder) || clause.verb?.isDenied || isPast) return [];
  const made = claim(
    parts,
    'no-new-images',
    all.filter((each) => (each.isLast && (each.head === 'image' || each.head === 'patch')) || each.thing),
  );
  return [{ ...made, cost: made.cost + sum(all, costOfLimit) }];
}

/** "Is out of support", "reaches its end of life", "leaves the list". */
function stateOf(parts: Parts): Claim[] {
  const { clause, predicate, subject, object, after: behind } = parts;
  // "The next version to leave support is 1.33."
  const isNextToGo =
    says(subject[0]?.tokens ?? [], /^next$/) &&
    subject.some(({ prep, tokens }) => prep === 'to' && tokens.some((token) => is(token, 'leave', 'retire', 'end')));
  if (isNextToGo && is(predicate, 'be') && object[0]?.thing && !clause.verb?.isDenied)
    return [claim(parts, 'retirement', object)];
  const isLeaving = is(predicate, 'leave');
  // "From LTS to LTS".
  const isAcross = behind.some(({ prep, head }) => prep === 'to' && head === 'lts');
  const state = isAcross ? undefined : behind.find((each, at) => !each.isDenied && isState(each, at, predicate));
  const isOfPlace = isLeaving && behind[0] !== undefined && has(behind[0], 'agent', 'place', 'shelf');
  const isDenied = Boolean(clause.verb?.isDenied) || subject.some((each) => each.isDenied);
  if ((!state && !isOfPlace) || isDenied !== (state !== undefined && isInside(state))) return [];
  if ([subject[0], object[0]].some((each) => each && has(each, 'preview'))) return [];
  // "These dates come from the lifecycle policy."
  if (subject[0]?.head === 'deadline' && is(predicate, 'come')) return [];
  // "1.31 isn't covered by LTS": it never was.
  if (state?.head === 'lts' && isInside(state) && !says(clause.tokens, /^no longer$|\blonger$|^any ?more$/)) return [];
  const own = state ? chainFrom(behind, behind.indexOf(state)) : [];
  const named = state?.event ? thingsOf(own).things : [];
  const patient = subject.length > 0 ? subject : object;
  const isNamed = named.length > 0 && thingsOf(patient).things.length === 0;
  const phase = isOfPlace && subject[0]?.head === 'image' ? 'image-removal' : 'retirement';
  const made = claim(parts, phase, patient, isNamed ? { things: named } : {});
  const other = behind.some((each) => !own.includes(each) && has(each, 'other')) ? WEIGHTS.elsewhere : 0;
  return [
    { ...made, cost: made.cost + other + sum(own, (each) => (/^(?:of\b|for\b|$)/.test(each.prep) ? each.cost : 0)) },
  ];
}

/** "In community support", which ends where it is denied. */
function isInside({ prep, head }: Phrase): boolean {
  return /^(?:in|under|covered by)$/.test(prep) && /^(?:support|lts|life)$/.test(head ?? '');
}

function isState(phrase: Phrase, at: number, predicate: Token | undefined): boolean {
  const { prep, head, event } = phrase;
  const isOut = /^(?:out(?:side| of)|off|past|beyond)$|from$/.test(prep) || (is(predicate, 'leave') && at === 0);
  if (isOut && /^(?:support|lts|life)$/.test(head ?? '')) return true;
  if (isInside(phrase)) return is(predicate, 'be', 'keep');
  if (prep === 'without' && head === 'support') return is(predicate, 'be', 'keep', 'use');
  if (at === 0 && head === 'version' && has(phrase, 'unsupported')) return is(predicate, 'use', 'be', 'have', 'keep');
  if (event !== 'end' || prep === 'than' || !(at === 0 || /^(?:to|into|at|for|in)\b/.test(prep))) return false;
  return is(predicate, 'be', 'reach', 'change', 'come', 'have', 'keep', 'make', 'grant');
}

function mentionIn({ clause }: Parts, isRight: (mention: Mention) => boolean = () => true): Mention | null {
  return clause.tokens.find(({ mention }) => mention && isRight(mention))?.mention ?? null;
}

/** The minor that a clause is about: as its subject, else as its object, else in passing. */
function minorOfAll(all: readonly Phrase[]): Mention | null {
  return all.find(({ thing }) => thing?.kind === 'kubernetes')?.thing ?? null;
}

function isMinor({ kind }: Mention): boolean {
  return kind === 'kubernetes';
}

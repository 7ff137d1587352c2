import { kindsOf } from './lexicon.ts';
import { has, is, isA, says, type Token } from './scan.ts';
import { type Unit, unitsOf } from './units.ts';
import { PREDICATES, type Verb, verbsOf } from './verbs.ts';

/** Words around one verb, or without any: what stands between two marks. */
export interface Clause {
  readonly tokens: readonly Token[];
  readonly verb: Verb | null;
  /** "When", "which", "because": what makes it part of another. */
  readonly opening: string;
  readonly kind: Unit['kind'];
  /** Clauses between the same marks share their subject. */
  readonly unit: number;
  readonly after: Unit['after'];
}

/** The clauses of a sentence in reading order, brackets behind what they stand in. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = [];
  for (const [index, unit] of unitsOf(tokens).entries()) {
    const own = splitUnit(unit, index);
    const { after } = unit;
    const at = after ? clauses.findLastIndex((clause) => clause.tokens.includes(after)) : -1;
    let behind = at < 0 ? clauses.length : at + 1;
    while (at >= 0 && clauses[behind]?.kind === 'aside' && clauses[behind]?.unit !== clauses[at]?.unit) behind += 1;
    clauses.splice(behind, 0, ...own);
  }
  return withVerbs(clauses);
}

/** "You can create X on 1.35; on 1.36 you can't": the verb that is left out, and what it is done to, are those said before. */
function withVerbs(clauses: readonly Clause[]): Clause[] {
  const whole: Clause[] = [];
  for (const clause of clauses) {
    const own = verbless(clause);
    const said = own && whole.findLast((each) => isTold(each) && (own.isCut || each.verb?.isPassive));
    whole.push(own && said?.verb ? completed(clause, own, said.tokens, said.verb) : clause);
  }
  return whole;
}

function completed(clause: Clause, own: Verb, said: readonly Token[], verb: Verb): Clause {
  const { from, to, isDenied } = own;
  const behind = said.findIndex(
    (token, at) =>
      at >= verb.to &&
      (is(token, 'until', 'upto', 'comma') || token.date || (is(token, 'prep', 'from', 'sub') && isTime(said, at + 1))),
  );
  const copied = said.slice(verb.at, behind < 0 ? said.length : behind);
  const tokens = [...clause.tokens.slice(0, to), ...copied, ...clause.tokens.slice(to)];
  const shift = to - verb.at;
  const moved = { from, at: to, to: verb.to + shift, also: verb.also.map((each) => each + shift), skip: null };
  return { ...clause, tokens, verb: { ...own, ...moved, isDenied, isPassive: verb.isPassive, isCut: false } };
}

/** The auxiliaries of a clause that has no other verb, but tells when; `null` where nothing is left out. */
function verbless({ tokens, verb }: Clause): Verb | null {
  if (!verb || verb.from === 0 || !(verb.isCut || is(tokens[verb.at], 'be'))) return null;
  const next = is(tokens[verb.to], 'comma') ? verb.to + 1 : verb.to;
  const isClosed = next >= tokens.length ? verb.isCut || verb.isDenied : is(tokens[next], 'until', 'upto');
  const tellsWhen = tokens.some((_token, at) => isTime(tokens, at)) || says(tokens, /^(?:then|that|afterwards)$/);
  return isClosed && tellsWhen ? verb : null;
}

/** True where what is done was said before the sentence: "until March you can". */
export function isCutShort(clauses: readonly Clause[]): boolean {
  return clauses.some((clause) => verbless(clause));
}

/** True where a day, or a minor, stands. */
function isTime(tokens: readonly Token[], at: number): boolean {
  const token = is(tokens[at], 'agent') ? tokens[at + 1] : tokens[at];
  return Boolean(token?.date) || token?.mention?.kind === 'kubernetes';
}

function isTold({ tokens, verb }: Clause): boolean {
  const predicate = verb ? tokens[verb.at] : undefined;
  const isGiven = is(predicate, 'offer', 'create', 'scale', 'use', 'make', 'update', 'keep', 'upgrade');
  // "From 1.32 on they can be created; on 1.31 they can't": that is a beginning.
  const begins = tokens.some(({ mention }) => mention?.bound === 'from');
  return !begins && (isGiven || predicate?.text === 'support');
}

/** "Is X supported until …": as "X is supported until …". */
function inOrder(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens;
  // Not "be aware that …".
  if (!is(first, 'be', 'will', 'have') || is(first, 'not', 'prep') || first?.text === 'be') return tokens;
  const thing = tokens.findIndex(
    (token, at) =>
      token.mention ??
      (is(token, 'image', 'pool', 'support', 'lts') ||
        (at === 1 && (is(token, 'user', 'agent') || token.text === 'i'))),
  );
  const at = tokens.findIndex(
    (token, index) =>
      index > thing &&
      ((is(token, ...PREDICATES) && !is(token, 'change')) || (token.text === 'support' && is(first, 'will'))),
  );
  if (
    !first ||
    thing < 1 ||
    at < 0 ||
    tokens.slice(1, at).some((token) => is(token, 'be', 'will', 'have', 'comma', 'sub') && token.text !== 'being')
  )
    return tokens;
  return [...tokens.slice(1, at), first, ...tokens.slice(at)];
}

function splitUnit(given: Unit, unit: number): Clause[] {
  const { kind, after } = given;
  const tokens = inOrder(given.tokens);
  const verbs = verbsOf(tokens);
  const clauses: Clause[] = [];
  let from = 0;
  let verb: Verb | null = null;
  let isDenied = false;
  const add = (to: number): void => {
    const shifted = verb && {
      ...verb,
      from: verb.from - from,
      to: verb.to - from,
      at: verb.at - from,
      also: verb.also.map((each) => each - from),
      skip: verb.skip && { from: verb.skip.from - from, to: verb.skip.to - from },
    };
    const [own = [], ...rest] = withoutEllipses(tokens.slice(from, to), shifted?.to ?? 0);
    clauses.push(corrected({ tokens: own, verb: shifted, opening: openingOf(own, shifted), kind, unit, after }));
    for (const each of rest) clauses.push({ tokens: each, verb: null, opening: '', kind, unit, after });
  };
  for (const next of verbs) {
    if (verb) {
      const cut = cutBetween(tokens, verb, next, from);
      if (cut === null) {
        verb = joined(tokens, verb, next);
        continue;
      }
      add(cut);
      from = cut;
      // "No longer builds images or provides patches."
      isDenied = verb.isDenied && /^n?or$/.test(tokens[cut]?.text ?? '') && next.from === cut + 1;
      verb = null;
    }
    const relative = tokens.findIndex((_token, at) => at > from + 1 && at < next.from && isRelative(tokens, at));
    if (relative > 0 && next.from - relative < 8 && !isOfLastDay(tokens.slice(from, relative))) {
      add(relative);
      from = relative;
    }
    // "Final notice that X ends".
    const told = tokens.slice(from, next.from).findIndex(({ text }, at) => at > 0 && at < 4 && text === 'that');
    if (told > 0 && is(tokens[from + told - 1], 'say', 'deadline')) {
      add(from + told + 1);
      from += told + 1;
    }
    // "No new pools after March 1, images removed in May."
    const comma = tokens.findIndex((token, at) => at > from && at < next.from && is(token, 'comma'));
    if (
      comma > 0 &&
      tokens.slice(from, comma).some((token) => is(token, 'no', 'eol', 'endof', 'retirement')) &&
      (is(tokens[from], 'no') || tokens.slice(from, comma).some(({ date }) => date)) &&
      !is(tokens[from], 'prep', 'sub')
    ) {
      add(comma);
      from = comma;
    }
    verb = isDenied ? { ...next, isDenied } : next;
    isDenied = false;
  }
  add(tokens.length);
  return clauses.filter((clause) => clause.tokens.length > 0);
}

/** "Does not end on D but on E": ends on E instead of D. */
function corrected(clause: Clause): Clause {
  const { tokens, verb } = clause;
  const at = verb?.isDenied ? tokens.findIndex((token, index) => index > verb.to && is(token, 'but')) : -1;
  const but = tokens[at];
  if (
    !verb ||
    !but ||
    !has({ tokens: tokens.slice(verb.to, at) }, 'date') ||
    !has({ tokens: tokens.slice(at) }, 'date')
  )
    return clause;
  const former: Token = { ...but, senses: kindsOf('former now').map((kind) => ({ kind, form: '', entry: '' })) };
  const now = [...tokens.slice(0, verb.to), ...tokens.slice(at + 1), former, ...tokens.slice(verb.to, at)];
  return { ...clause, tokens: now, verb: { ...verb, isDenied: false } };
}

/** "X ends on D, Y on E, and LTS on F": what has a day of its own behind a day is a clause of its own. */
function withoutEllipses(tokens: readonly Token[], from: number): (readonly Token[])[] {
  for (let at = from, isDated = false; at < tokens.length; at += 1) {
    // "…, neither for new pools nor for others".
    const isNor = tokens[at]?.text === 'nor' && is(tokens[at + 1], 'be', 'windows');
    const isCut = is(tokens[at - 1], 'comma') && /^n?either$|^nor$|^so$/.test(tokens[at]?.text ?? '');
    if (at > from && (isCut || isNor || isReference(tokens.slice(at)))) return [tokens.slice(0, at), tokens.slice(at)];
    const isJoint = is(tokens[at], 'comma', 'and') && isDated;
    // "Up to 1.32" is a bound as a day is.
    const isBound = (index: number): boolean => {
      const { date, mention } = tokens[index] ?? {};
      const lead = tokens.slice(Math.max(0, index - 3), index).findLast((token) => !is(token, 'agent', 'version'));
      return Boolean(date) || (mention?.kind === 'kubernetes' && is(lead, 'upto'));
    };
    isDated ||= isBound(at);
    if (!isJoint) continue;
    const day = tokens.findIndex((_token, index) => index > at && isBound(index));
    const named = tokens.slice(at, Math.max(at, day + 5));
    const isOfItsOwn =
      day > at + 1 && named.some((token) => token.mention || is(token, 'lts', 'support') || token.text === 'aks');
    if (isOfItsOwn) return [tokens.slice(0, at), ...withoutEllipses(tokens.slice(at), 1)];
  }
  return [tokens];
}

/** "As announced in the blog", "in line with upstream". */
function isReference([first, second, ...rest]: readonly Token[]): boolean {
  const isAsTold = first?.text === 'as' && isA(second, 'say', 'ed') && !has({ tokens: rest }, 'but');
  return isAsTold || (first?.text === 'in' && /^(?:line|accordance|alignment)$/.test(second?.text ?? ''));
}

/** "Lets you create", "expect X to be retired", "is the last that supports": one clause, whose sense is the second's. */
function joined(tokens: readonly Token[], one: Verb, other: Verb): Verb {
  const between = tokens.slice(one.to, other.from);
  const isNoun = has({ tokens: between }, 'last', 'new', 'not');
  const isLimit = between.some((token, at) => token.text === 'only' && is(between[at + 1], 'sub'));
  if (isNoun || isLimit) return one;
  if (one.isInfinitive) return other;
  // "The last day you can create X is …"
  if (is(tokens[other.at], 'be') && tokens.slice(0, one.from).some((token) => is(token, 'last'))) return other;
  const isDenied = one.isDenied || other.isDenied || is(tokens[one.at], 'fail');
  return is(tokens[one.at], 'offer', 'fail', 'make', 'need', 'use') && other.at > one.at
    ? {
        ...other,
        isDenied,
        isTask: one.isTask || other.isTask,
        isInfinitive: false,
        skip: { from: one.from, to: one.to },
      }
    : one;
}

const SUBORDINATES =
  /^(?:when|once|if|unless|before|after|while|because|since|as|although|whereas|as soon as|whether|where|until|till|so)$/;
const RELATIVES = /^(?:which|who|whose|that|where)$/;

/** "X, which …", "pools that …", and not "that version". */
function isRelative(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  // "Requests that specify X are rejected": the verb is that of the requests.
  if (text === 'that' && (is(tokens[at + 1], 'op') || tokens[at + 1]?.senses[0]?.kind === 'word')) return false;
  return (
    RELATIVES.test(text) && (text !== 'that' || !is(tokens[at - 1], 'prep', 'comma', 'sub', 'and', 'say', 'until'))
  );
}

/** Where the second of two verbs begins a clause of its own; `null` where both are of one. */
function cutBetween(tokens: readonly Token[], one: Verb, other: Verb, from: number): number | null {
  for (let at = one.to; at < other.from; at += 1) {
    const text = tokens[at]?.text ?? '';
    // "Only if the cluster runs 1.32", "only when LTS is on": one limit.
    if (/^(?:if|when|where)$/.test(text) && tokens[at - 1]?.text === 'only') return null;
    // "We note that X ends", "the reason is that X ends".
    if (text === 'that' && (is(tokens[at - 1], 'say') || (at === one.to && is(tokens[one.at], 'be')))) return at + 1;
    const isOfTime =
      (tokens[at + 1]?.text === 'the' ? tokens[at + 2] : tokens[at + 1])?.date ||
      (text === 'as' && /^(?:an?|os|ossku|value)$/.test(tokens[at + 1]?.text ?? '')) ||
      is(tokens[at + 1], 'time', 'deadline', 'comma') ||
      // "Deprecated since 1.36 and retired with 1.38".
      (is(tokens[at + 1], 'minor') && is(tokens[at + 2], 'and')) ||
      tokens[at + 1]?.text === 'then';
    const isReason = /^(?:because|since|although|whereas|while|so)$/.test(text);
    if (SUBORDINATES.test(text) && !isOfTime) return !isReason && isOfLast(tokens, one, at) ? null : at;
    // "Only for clusters that have LTS" is one limit.
    if (isRelative(tokens, at) && hasLts(tokens, other)) return null;
    if (at > one.to && isRelative(tokens, at))
      return isOfLast(tokens, one, at) ? null : is(tokens[at - 1], 'prep') ? at - 1 : at;
  }
  const nor = tokens.findIndex((token, at) => at >= one.to && at < other.from && token.text === 'nor');
  if (nor > 0) return nor;
  const behind = tokens[other.from - 1];
  if (is(behind, 'comma', 'but', 'dash') || behind?.text === 'and') return other.from - 1;
  const cut = tokens.findLastIndex((token, at) => at >= one.to && at < other.from && is(token, 'comma', 'but', 'dash'));
  if (cut >= 0) return behindDay(tokens, one.to, cut);
  const and = tokens.findLastIndex((token, at) => at >= one.to && at < other.from && isA(token, 'and'));
  if (and >= 0) return and;
  const isOwn =
    has({ tokens: tokens.slice(one.to, other.from) }, 'date') ||
    !is(tokens[one.at], 'offer', 'fail', 'need', 'use', 'have');
  // "A pool for which you don't give an OS SKU | is created …".
  const isOuter =
    RELATIVES.test(tokens[from]?.text ?? '') &&
    (is(behind, 'only') ||
      other.from === one.to ||
      (one.from > from + 1 && is(tokens[from - 1], 'prep')) ||
      // "Clusters that aren't enrolled in LTS | will be …".
      (one.isPassive && is(tokens[one.at], 'need')) ||
      is(tokens[one.at], 'grant', 'reach', 'come', 'change', 'be', 'keep', 'exist'));
  return (other.isInfinitive && isOwn) || isOuter ? other.from : null;
}

/** "Have LTS", "are enrolled in LTS". */
function hasLts(tokens: readonly Token[], { at, to, isPassive, isDenied }: Verb): boolean {
  const isHolding = is(tokens[at], 'have', 'use') && !isPassive;
  const isEnrolled = tokens[at]?.text === 'enrolled' && !isDenied;
  return (isHolding || isEnrolled) && has({ tokens: tokens.slice(to, to + 6) }, 'lts');
}

/** "…, and from March 1, …": the day belongs to what follows. */
function behindDay(tokens: readonly Token[], from: number, cut: number): number {
  const before = tokens.findLastIndex((token, at) => at >= from && at < cut && is(token, 'comma', 'but', 'and'));
  const isDay =
    before >= 0 &&
    tokens.slice(before, cut).every((token) => token.date || is(token, 'prep', 'own', 'sub', 'and', 'comma', 'but'));
  return isDay && tokens.slice(before, cut).some(({ date }) => date) ? behindDay(tokens, from, before) : cut;
}

/** "The last version that supports X", "the day on which X ends": no clause of its own. */
function isOfLast(tokens: readonly Token[], one: Verb, at: number): boolean {
  let noun = at - 1;
  while (is(tokens[noun], 'prep', 'minor', 'comma')) noun -= 1;
  return (
    is(tokens[noun], 'version', 'deadline', 'time', 'pron') &&
    !(
      is(tokens[noun], 'deadline', 'time') &&
      !tokens.slice(one.to, noun).some((token) => is(token, 'last')) &&
      tokens.slice(0, one.from).every((token) => token.date || is(token, 'own', 'prep'))
    ) &&
    tokens
      .slice(Math.min(one.at, Math.max(0, noun - 6)), at)
      .some((token) => is(token, 'last', 'new') || /^(?:day|date)$/.test(token.text))
  );
}

/** "The last day on (which …)". */
function isOfLastDay(tokens: readonly Token[]): boolean {
  const [last, day] = tokens.filter((token) => !is(token, 'own', 'prep')).slice(-2);
  return is(last, 'last') && is(day, 'time', 'deadline');
}

function openingOf(tokens: readonly Token[], verb: Verb | null): string {
  let at = 0;
  while (is(tokens[at], 'comma', 'and', 'but', 'dash') && !SUBORDINATES.test(tokens[at]?.text ?? '')) at += 1;
  const text = tokens[at]?.text ?? '';
  if (!verb || verb.from <= at) return '';
  // "On March 1, the day X retires".
  if (at > 0 && text === 'the' && tokens[at + 1]?.text === 'day' && tokens[at + 2]?.mention) return 'when';
  // "Within 30 days after X has been removed …"
  const later = tokens.findLastIndex(
    (token, index) =>
      index > at &&
      index < verb.from - 1 &&
      /^(?:when|once|if|after|before|until|since|because|while|although)$/.test(token.text) &&
      !tokens[index + 1]?.date &&
      !is(tokens[index + 1], 'time', 'deadline'),
  );
  if (later > 0 && !tokens.slice(later, verb.from).some((token) => is(token, 'comma')))
    return tokens[later]?.text ?? '';
  if (is(tokens[at], 'prep') && RELATIVES.test(tokens[at + 1]?.text ?? '')) return 'which';
  const isPronoun = text !== 'that' || tokens.slice(at + 1, verb.from).every((token) => is(token, 'adv'));
  if (!SUBORDINATES.test(text) && !(RELATIVES.test(text) && isPronoun)) return '';
  const isAdverbial =
    tokens[at + 1]?.date ||
    (text === 'after' && tokens[at + 1]?.text === 'that' && /^(?:it|you|we|aks)$/.test(tokens[at + 2]?.text ?? '')) ||
    is(tokens[at + 2], 'deadline', 'time') ||
    tokens.slice(at, verb.from).some((token) => is(token, 'comma'));
  return isAdverbial ? '' : text;
}

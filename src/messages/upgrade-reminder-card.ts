import { type CalendarDate, earlierOf, formatDate, lastDayOf } from '../domain/calendar-date.ts';
import { saySilences } from '../domain/catalogue.ts';
import {
  type Finding,
  isPressing,
  ONCE_STARTED,
  rankOfSeverity,
  type Severity,
  sayUpgrade,
  sayWhen,
} from '../domain/finding.ts';
import { toLiteral } from '../domain/literal.ts';
import { parseNodeImageVersion } from '../domain/node-image-version.ts';
import { POOL_STATUSES } from '../domain/node-pool-assessment.ts';
import type { NewsRetirement, ReminderItem, UpgradeReminder, WaitingItem } from '../domain/notification.ts';
import { pathOfPool } from '../domain/pool-reference.ts';
import { capitalize, compareTexts, countOf, formatCount, shorten } from '../domain/text.ts';
import { describeAvailability, describeBacklog, sayAwaited } from './backlog-words.ts';
import {
  bold,
  type Card,
  type CardPart,
  type CardPlace,
  type Column,
  type Line,
  line,
  link,
  list,
  note,
  plain,
} from './card.ts';
import { type EndEvent, groupEnds, linkOfEnd } from './end-words.ts';
import { partsOfPicture } from './picture-words.ts';
import {
  ageOfImage,
  createOwnerWords,
  nameOfPool,
  type OwnerWords,
  rowsOfPools,
  sayAction,
  sayDue,
  sayMove,
  sayPoint,
  sayWhatToDo,
  sayWho,
  sayWhole,
  symbolOf,
  withoutMove,
} from './pool-words.ts';
import { fitHeadline, joinWords, sayImages, sayMore, sayNeed, sayNowAndBy, split } from './words.ts';

const COLUMNS: readonly Column[] = [{ title: 'Pool' }, { title: 'Due', said: 'due' }, { title: 'Why, and image' }];
const NAMES_SHOWN = 6;

export function createUpgradeReminderCard(reminder: UpgradeReminder, place: CardPlace): Card {
  const { items, plannedOn: today, picture, retirementsAhead } = reminder;
  const open = items.filter(({ settled }) => !settled);
  const [worst, ...rest] = open;
  const sayOwner = createOwnerWords(reminder);
  // What is done may have taken away what ended, and the picture was drawn before.
  const isDone = items.length > 0 && open.length === 0;
  const ends = groupEnds(isDone ? [] : retirementsAhead.filter((end) => !isSaid(end, open)));
  const headline = sayHeadline(reminder, open);
  return {
    headline: [...(worst ? [symbolOf(severityOf(worst))] : []), plain(headline)],
    parts: [
      note(plain(sayWhich(reminder, open))),
      ...(worst ? [lineOfWorst(worst, sayOwner(worst), headline, place), ...factsOfWorst(worst, today)] : []),
      ...tableOf(rest, sayOwner, today),
      ...list(linesBesides(reminder).map((words) => [plain(words)])),
      ...(picture && !isDone ? partsOfPicture(picture, open.length < items.length) : []),
      ...noteOfEnds(ends),
    ],
    foot: footOf(reminder, place),
  };
}

/** The next end in one small line: the rows have what is to be done about those that are near. */
function noteOfEnds(ends: readonly EndEvent[]): readonly CardPart[] {
  const [next, ...later] = ends;
  if (next === undefined) return [];
  const more = later.length > 0 ? ` and ${formatCount(later.length)} more` : '';
  return [note(plain('Ahead: '), ...linkOfEnd(next), plain(more))];
}

/** An end that a row of each of its clusters says already, by its day. */
function isSaid({ date, pools }: NewsRetirement, open: readonly ReminderItem[]): boolean {
  if (date === null) return false;
  const day = formatDate(lastDayOf(date));
  const says = (item: ReminderItem) => [item.findings[0]?.summary ?? '', ...sayEarlier(item)].join(' ').includes(day);
  const told = open.filter(says).map(({ clusterId }) => clusterId);
  return pools.every(({ clusterId }) => told.includes(clusterId));
}

/** `2 pools need the August image by 8 Sep 2026: security update KB5094128`. */
function sayHeadline({ items, poolsOk }: UpgradeReminder, open: readonly ReminderItem[]): string {
  if (items.length === 0 && poolsOk === 0) return 'No Windows node pool is registered here';
  if (items.length === 0) return 'Nothing to do: every Windows node pool is up to date';
  const [worst] = open;
  const isDone = items.some(({ settled }) => settled?.how === 'done');
  if (!worst)
    return `${isDone ? 'All done' : 'Nothing left here'}: ${sayCounts(items)} ${items.length === 1 ? 'needs' : 'need'} nothing more`;
  // Who is stopped can only be started.
  const [toUpgrade, others] = split(open, (item) => takesImage(item) && item.isStopped !== true);
  // What is worst is said first, also where others only need an image.
  if (!toUpgrade.includes(worst)) {
    const more = sayMore(open.length - 1);
    const when = sayWhenAll([worst]);
    const name = nameOfPool(worst);
    const [finding] = worst.findings;
    const [point, actions] = finding ? [sayPoint(finding), sayAction(finding)] : ['-', []];
    return fitHeadline(
      ...actions.map((action) => `${name}: ${action}${when}${more}`),
      `${name}: ${point}${more}`,
      `${name} needs attention${when}${more}`,
      // Its name stands in the next line, however long it is.
      ...actions.map((action) => capitalize(`${action}${when}${more}`)),
      `${sayCounts(open)} need attention${sayWhenAll(open)}`,
    );
  }
  const more = sayMore(others.length);
  const security = saySecurity(toUpgrade);
  return fitHeadline(
    ...sayNeeds(toUpgrade).flatMap((need) => [
      ...(security === '' ? [] : [`${need}: ${security}${more}`]),
      `${need}${more}`,
      need,
    ]),
  );
}

/** `Upgrade reminder, Aug 2026: 2 unsupported, 2 behind and 1 with support ending`, where they are of several kinds: each counts once. */
function sayWhich(reminder: UpgradeReminder, open: readonly ReminderItem[]): string {
  const late = reminder.late ? ' (late: vhdwatch was not running on its day)' : '';
  const name = `Upgrade reminder, ${formatDate(reminder.month)}${late}`;
  if (open.length === 0) return name;
  const done = reminder.items.length - open.length;
  const kinds = Map.groupBy(open, (item) => kindOf(item, reminder.plannedOn));
  const counts = KINDS.flatMap((kind) => {
    const own = kinds.get(kind) ?? [];
    const names = kind === OTHER ? ` (${shorten(joinWords(own.map(nameOfPool), OTHERS_NAMED), 80)})` : '';
    return own.length > 0 ? [`${formatCount(own.length)} ${kind}${names}`] : [];
  });
  // One kind is what the headline counts.
  const said = [
    ...(counts.length > 1 || done > 0 ? [joinWords(counts)] : []),
    ...(done > 0 ? [`${formatCount(done)} done`] : []),
  ];
  return said.length > 0 ? `${name}: ${said.join('; ')}` : name;
}

const OTHER = 'with something else';
const OTHERS_NAMED = 2;
const KINDS = ['unsupported', 'behind', 'unknown', 'past support', 'with support ending', OTHER] as const;

/** A pool as every list of pools counts it; one that is current, or a whole cluster, by what was found of it. */
function kindOf(item: ReminderItem, today: CalendarDate): (typeof KINDS)[number] {
  const [worst] = item.findings;
  if (item.status !== null && item.status !== 'current') return item.status;
  if (!worst) return OTHER;
  const { isEnd, settledBy } = worst.traits;
  const isPast = worst.due !== null && lastDayOf(worst.due) < today;
  if (isEnd) return isPast ? 'past support' : 'with support ending';
  return worst.due !== null && !isPast && settledBy === null ? 'with support ending' : OTHER;
}

/** `2 pools and 1 cluster`. */
function sayCounts(items: readonly ReminderItem[]): string {
  const pools = items.filter(({ nodePool }) => nodePool !== null).length;
  return joinWords([
    ...(pools > 0 ? [countOf(pools, 'pool')] : []),
    ...(items.length > pools ? [countOf(items.length - pools, 'cluster')] : []),
  ]);
}

/** The image that it has and the one to take; none is known to be newer than one that was never reported. */
function sayImageOf({ currentVersion, targetVersion }: ReminderItem): string {
  return currentVersion === null ? 'image not reported' : sayMove(currentVersion, targetVersion);
}

function takesImage({ nodePool, currentVersion, targetVersion }: ReminderItem): boolean {
  return nodePool !== null && currentVersion !== null && targetVersion !== null && targetVersion !== currentVersion;
}

/** `3 pools need the August image, 1 now, 2 by 8 Sep 2026`, of one by its name, too. */
function sayNeeds(items: readonly ReminderItem[]): readonly string[] {
  const image = sayImages(items.map(({ targetVersion }) => parseNodeImageVersion(targetVersion)?.builtOn ?? ''));
  return sayWho(items).map((who) => `${sayNeed(who, items.length, image)}${sayWhenAll(items)}`);
}

/** ` now`, `, 1 now, 2 by 8 Sep 2026`. */
function sayWhenAll(items: readonly ReminderItem[]): string {
  const [urgent, rest] = split(items, isUrgent);
  return sayNowAndBy(urgent.length, rest.map(dueOf));
}

function isUrgent(item: ReminderItem): boolean {
  return isPressing(severityOf(item));
}

/** `security update KB5094128`, the newest that any of them lacks. */
function saySecurity(items: readonly ReminderItem[]): string {
  const newest = items.map(({ backlog }) => backlog?.securityUpdates.at(-1)).find((id) => id !== undefined);
  return newest === undefined ? '' : `security update ${toLiteral(newest, 20)}`;
}

/** What is so, when it is due and where that is from, without the image to take: the facts below have the move. */
function lineOfWorst(item: ReminderItem, whose: string, headline: string, place: CardPlace): CardPart {
  const [worst] = item.findings;
  const left = item.findings.length - 1;
  const more = left > 0 ? ` ${countOf(left, 'more finding')} on it.` : '';
  const move = takesImage(item) ? item.targetVersion : null;
  const summary = worst ? sayWhole(withoutMove(worst.summary, move)) : '-';
  const isDueSaid = worst && headline.includes(` ${sayWhen(worst)}`);
  const said = `${whose} (${severityOf(item)}): ${summary}${worst && !isDueSaid ? sayDue(worst) : ''}${more}`;
  const evidence = worst?.evidence[0];
  return line(
    bold(nameOfPool(item)),
    plain(evidence ? said.replace(/\.$/, '') : said),
    ...(evidence ? [plain(' · '), link(evidence.url, evidence.label)] : []),
    ...place.linkTo(pathOfPool(item.cluster, item.nodePool), 'Its page'),
  );
}

function factsOfWorst(item: ReminderItem, today: CalendarDate): readonly CardPart[] {
  const [worst] = item.findings;
  const facts = [
    ...(item.nodePool === null ? [] : [sayImageOf(item)]),
    ...sayAge(item, today).filter((age) => !worst?.summary.includes(age)),
    takesImage(item) ? describeBacklog(item) : '',
    takesImage(item) && item.availability?.kind !== 'awaited' ? describeAvailability(item.availability) : '',
    ...sayHindrance(item),
  ].filter((words) => words !== '');
  return facts.length > 0 ? [note(plain(facts.map((words) => words.replace(/\.$/, '')).join(' · ')))] : [];
}

function sayAge({ currentVersion }: ReminderItem, today: CalendarDate): string[] {
  const age = ageOfImage(currentVersion, today);
  return age === null ? [] : [`${countOf(age, 'day')} old`];
}

function tableOf(items: readonly ReminderItem[], sayOwner: OwnerWords, today: CalendarDate): readonly CardPart[] {
  if (items.length === 0) return [];
  // Items stand by cluster, and rows that say the same where the first of them does: neither may come before what is worse.
  const rows = items
    .toSorted((a, b) => rankOfSeverity(severityOf(b)) - rankOfSeverity(severityOf(a)))
    .map((item) => ({
      severity: severityOf(item),
      name: `${nameOfPool(item)}${sayOwner(item)}`,
      cells: [sayWhenOf(item), `${severityOf(item)}: ${sayReason(item, today)}`],
    }));
  return [
    { kind: 'table', title: 'What else needs attention, worst first', columns: COLUMNS, rows: rowsOfPools(rows) },
  ];
}

function sayWhenOf(item: ReminderItem): string {
  // Whatever its day was: nobody can upgrade it before.
  if (item.isStopped && takesImage(item)) return ONCE_STARTED;
  const [worst] = item.findings;
  return worst ? sayWhen(worst) : '-';
}

/** The point of its worst finding, what to do about it or which image to take, what keeps it. Literal. */
function sayReason(item: ReminderItem, today: CalendarDate): string {
  const [worst] = item.findings;
  const point = worst ? sayShortly(worst, item) : '-';
  // What is to be done otherwise is not helped by what the image is.
  const isOfImage = item.nodePool !== null && (takesImage(item) || !worst?.brief.action);
  return [
    point,
    // A finding about the age has said it.
    ...(isOfImage ? sayAge(item, today).filter((age) => !point.includes(age)) : []),
    ...(isOfImage ? [sayImageOf(item)] : []),
    ...sayLatest(item, point, today),
    ...sayEarlier(item),
    // What waits to be started says that it is stopped.
    ...sayHindrance(sayWhenOf(item) === ONCE_STARTED ? { ...item, isStopped: false } : item),
  ].join('; ');
}

/** What to do about it, where the move does not say which image to take. */
function sayShortly({ brief }: Finding, { targetVersion }: ReminderItem): string {
  const isMove = targetVersion !== null && brief.action === sayUpgrade(targetVersion);
  return sayWhatToDo({ brief: isMove ? { ...brief, action: null } : brief });
}

/** The day ahead by which what is due now has to be over, where its point does not say that day. */
function sayLatest({ findings: [worst] }: ReminderItem, point: string, today: CalendarDate) {
  if (!worst?.due || !isPressing(worst.severity) || lastDayOf(worst.due) < today) return [];
  const day = formatDate(worst.due);
  return point.includes(day) ? [] : [`too late after ${day}`];
}

/** What of it is due before what is worst. */
function sayEarlier({ findings: [worst, ...others] }: ReminderItem): readonly string[] {
  const [first] = others
    .filter(
      ({ due, severity }) => due !== null && severity !== 'info' && lastDayOf(due) < lastDayOf(worst?.due ?? '9999'),
    )
    .toSorted((a, b) => compareTexts(lastDayOf(a.due ?? ''), lastDayOf(b.due ?? '')));
  if (!first?.due) return [];
  const [point, day] = [sayPoint(first, 80), formatDate(first.due)];
  return [point.includes(day) ? point : `${point} by ${day}`];
}

/** `20348.5499.260812 has not reached centralus yet`, `it is stopped`: the news of that day say the same. */
function sayHindrance({ availability, pending, isStopped, held }: ReminderItem): readonly string[] {
  const awaited = pending ?? (availability?.kind === 'awaited' ? availability : null);
  return [
    ...(awaited ? [sayAwaited(awaited)] : []),
    ...(held === undefined ? [] : [`${toLiteral(held, 60)} is on hold`]),
    ...(isStopped ? ['it is stopped'] : []),
  ];
}

function linesBesides({ items, waiting, improved, silences, doubts = [] }: UpgradeReminder): string[] {
  const settled = items.filter((item) => item.settled);
  const upgraded = improved.map(
    ({ cluster, nodePool, to }) => `${nameOfPool({ cluster, nodePool })} (${toLiteral(to ?? '-', 60)})`,
  );
  return [
    ...(settled.length > 0 ? [`Done: ${saySettled(settled)}`] : []),
    ...(waiting.length > 0 ? [`Waiting: ${joinWords(waiting.map(sayWaiting), NAMES_SHOWN)}`] : []),
    ...saySilences(silences),
    ...doubts.map((doubt) => toLiteral(doubt, 400)),
    ...(upgraded.length > 0 ? [`Upgraded since the last reminder: ${joinWords(upgraded, NAMES_SHOWN)}`] : []),
  ];
}

/** `prod/win1 and prod/win2 run 20348.5386.260715 since 4 Mar 2026; prod/win3 is gone since …`. Literal. */
function saySettled(items: readonly ReminderItem[]): string {
  const named = items.slice(0, NAMES_SHOWN);
  const said = [...Map.groupBy(named, (item) => sayBecame(item, 1))].map(
    ([one, own]) =>
      `${joinWords(own.map(nameOfPool))} ${own[0] && own.length > 1 ? sayBecame(own[0], own.length) : one}`,
  );
  const left = items.length - named.length;
  return [...said, ...(left > 0 ? [`and ${formatCount(left)} more`] : [])].join('; ');
}

/** What became of so many of them. */
function sayBecame({ settled }: ReminderItem, count: number): string {
  if (!settled) return '';
  const [is, belong, have, run] = count === 1 ? ['is', 'belongs', 'has', 'runs'] : ['are', 'belong', 'have', 'run'];
  const since = `since ${formatDate(settled.on)}`;
  if (settled.how === 'gone') return `${is} gone, or ${belong} to another channel, ${since}`;
  return settled.version === null
    ? `${have} nothing left to do ${since}`
    : `${run} ${toLiteral(settled.version, 60)} ${since}`;
}

function sayWaiting(item: WaitingItem): string {
  const who = `${toLiteral(item.by, 60)}: ${toLiteral(item.reason, 120)}`;
  if (item.why === 'held') return `${nameOfPool(item)} for the next image (${who})`;
  return `${nameOfPool(item)} until ${item.untilOn ? formatDate(item.untilOn) : 'later'} (${who})`;
}

function footOf(reminder: UpgradeReminder, place: CardPlace): readonly Line[] {
  const others = sayOthers(reminder);
  const page = place.linkTo('/fleet', 'Everything on the page');
  if (others === '') return page.length > 0 ? [page.slice(1)] : [];
  return [[plain(others), ...page]];
}

/** `3 other Windows node pools: 2 behind, left to AKS (a/win, b/win); 1 up to date`: with them the counts add up. */
function sayOthers({ others, resting }: UpgradeReminder): string {
  const parts = POOL_STATUSES.flatMap((status) => {
    if (status === 'behind' && resting.length > 0) return resting.map(sayResting);
    const words = status === 'current' ? 'up to date' : `${status}, not pressing`;
    return others[status] > 0 ? [{ count: others[status], words }] : [];
  });
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const noun = countOf(total, 'other Windows node pool');
  const [only, ...more] = parts;
  if (only === undefined) return '';
  if (more.length === 0) return `${noun} ${total === 1 ? 'is' : 'are'} ${only.words}`;
  return `${noun}: ${parts.map(({ count, words }) => `${formatCount(count)} ${words}`).join('; ')}`;
}

function sayResting({ isLeftToAks, count, named }: UpgradeReminder['resting'][number]) {
  const why = isLeftToAks ? 'left to AKS' : 'not pressing';
  return { count, words: `behind, ${why} (${joinWords(named.map(nameOfPool), named.length, count)})` };
}

/** The worst severity of an item; `info` when it has no finding. */
function severityOf(item: ReminderItem): Severity {
  return item.findings[0]?.severity ?? 'info';
}

function dueOf(item: ReminderItem): CalendarDate | null {
  return item.findings.map((finding) => finding.due).reduce((a, b) => earlierOf(a, b), null);
}

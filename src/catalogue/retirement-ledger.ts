import type { Announcement } from '../domain/announcement.ts';
import { type CalendarDate, daysBetween, lastDayOf } from '../domain/calendar-date.ts';
import { keyOfRetirement, type Retirement } from '../domain/catalogue.ts';
import type { KubernetesVersion, SupportPlan } from '../domain/kubernetes-version.ts';
import { minorOfSubject } from '../domain/retirement-subject.ts';
import { compareTexts } from '../domain/text.ts';

/** A statement of a release note that ends, limits or moves support. */
export type StatedRetirement = Extract<Announcement, { kind: 'retirement' }>;

interface Account {
  /** The statement that first gave the current date. */
  current: StatedRetirement;
  plan: SupportPlan | undefined;
  fromKubernetes: string | null;
  /** Every date it had or was given, oldest first; a repeat adds nothing. */
  readonly history: { readonly date: CalendarDate; readonly statedIn: string }[];
}

/**
 * What ends and when, from statements in the order of publication.
 *
 * - The newest statement wins per subject, phase and support plan; every earlier, different date stays in `previous`.
 * - Notes call the end of community support and that of long-term support alike a deprecation. Where one names no plan, the
 *   end is meant that the calendar has nearest to the stated day, or to the day of the note.
 * - A repeat changes nothing, so `statedIn` is the release that first gave the current date. A repeat that only gives
 *   the month of the known day is a repeat.
 * - A statement without a date never erases a date; while no date is known, a new Kubernetes bound replaces the old one.
 * - `date-changed` is no phase of its own for users: it moves the date of `retirement`. The plain date that the same
 *   note gives beside it is the one being moved, so it is history at once.
 * - A statement in doubt (a mistyped date) never replaces one that is not.
 */
export function keepRetirementLedger(
  stated: readonly StatedRetirement[],
  calendar: readonly KubernetesVersion[],
): Retirement[] {
  const statements = stated.map((statement) => withPlan(statement, calendar));
  const moving = new Set(statements.filter(isMove).map(noteKey));
  const accounts = new Map<string, Account>();
  for (const statement of movesLastInNote(statements)) {
    const entry = isMove(statement) ? { ...statement, phase: 'retirement' as const } : statement;
    const isBeingMoved = entry.phase === 'retirement' && !isMove(statement) && moving.has(noteKey(statement));
    const key = keyOfRetirement(entry);
    const account = accounts.get(key);
    if (!account) accounts.set(key, openAccount(entry));
    else if (isBeingMoved) recordOnce(account, entry);
    else enter(account, entry);
  }
  return [...accounts.values()].map(toRetirement).sort(furthestAheadFirst);
}

function withPlan(statement: StatedRetirement, calendar: readonly KubernetesVersion[]): StatedRetirement {
  const plan = statement.plan ?? findPlan(statement, calendar);
  return plan === null ? statement : { ...statement, plan };
}

function findPlan({ subject, phase, date, origin }: StatedRetirement, calendar: readonly KubernetesVersion[]) {
  const minor = minorOfSubject(subject);
  if (minor === null) return null;
  if (phase === 'lts-only' || phase === 'platform-support') return 'community';
  const row = calendar.find((version) => version.minor === minor);
  return row ? nearerEnd(row, date === null ? origin.publishedAt.slice(0, 10) : lastDayOf(date)) : null;
}

function nearerEnd({ endOfSupportOn, endOfLtsOn }: KubernetesVersion, day: CalendarDate): SupportPlan | null {
  const distance = (end: CalendarDate | null): number =>
    end === null ? Number.POSITIVE_INFINITY : Math.abs(daysBetween(lastDayOf(end), day));
  const [community, lts] = [distance(endOfSupportOn), distance(endOfLtsOn)];
  if (community === lts) return null;
  return community < lts ? 'community' : 'lts';
}

function isMove(statement: StatedRetirement): boolean {
  return statement.phase === 'date-changed';
}

function noteKey({ origin, ...statement }: StatedRetirement): string {
  return `${origin.documentId}|${keyOfRetirement({ ...statement, phase: 'retirement' })}`;
}

/** Within one note the moved date comes after the date it replaces, wherever the sentences stand. */
function movesLastInNote(statements: readonly StatedRetirement[]): StatedRetirement[] {
  const order = new Map<number, number>();
  for (const { origin } of statements) if (!order.has(origin.documentId)) order.set(origin.documentId, order.size);
  const rank = ({ origin }: StatedRetirement): number => order.get(origin.documentId) ?? 0;
  return statements.toSorted((a, b) => rank(a) - rank(b) || Number(isMove(a)) - Number(isMove(b)));
}

function openAccount(statement: StatedRetirement): Account {
  const { plan, fromKubernetes } = statement;
  const account: Account = { current: statement, plan, fromKubernetes, history: [] };
  record(account, statement);
  return account;
}

function record({ history }: Account, { date, origin }: StatedRetirement): void {
  if (date !== null && history.at(-1)?.date !== date) history.push({ date, statedIn: origin.externalId });
}

function recordOnce(account: Account, statement: StatedRetirement): void {
  if (!account.history.some(({ date }) => date === statement.date)) record(account, statement);
}

function enter(account: Account, statement: StatedRetirement): void {
  const { current } = account;
  if (statement.doubt && !current.doubt) return;
  record(account, statement);
  if (replaces(statement, account)) account.current = statement;
  account.fromKubernetes = statement.fromKubernetes ?? account.fromKubernetes;
  account.plan ??= statement.plan;
}

function replaces(statement: StatedRetirement, { current, fromKubernetes }: Account): boolean {
  if (statement.date === null) {
    return current.date === null && statement.fromKubernetes !== null && statement.fromKubernetes !== fromKubernetes;
  }
  if (current.doubt && !statement.doubt) return true;
  const isMonthOfKnownDay = statement.date.length === 7 && current.date?.startsWith(statement.date) === true;
  return statement.date !== current.date && !isMonthOfKnownDay;
}

function toRetirement({ current, plan, fromKubernetes, history }: Account): Retirement {
  const previous = new Map<CalendarDate, string>();
  for (const { date, statedIn } of history.toReversed()) {
    const isKnown = [current.date, ...previous.keys()].some((other) => isSameDay(date, other));
    if (!isKnown) previous.set(date, statedIn);
  }
  return {
    subject: current.subject,
    phase: current.phase,
    ...(plan ? { plan } : {}),
    date: current.date,
    fromKubernetes,
    previous: [...previous].map(([date, statedIn]) => ({ date, statedIn })),
    statedIn: current.origin.externalId,
    statedAt: current.origin.publishedAt,
    url: current.origin.url,
    quote: current.quote,
    doubt: current.doubt,
  };
}

/** A month restates its last day, and any day in it that is known. */
export function isSameDay(date: CalendarDate, known: CalendarDate | null): boolean {
  if (known === null) return false;
  return lastDayOf(date) === lastDayOf(known) || (date.length === 7 && known.startsWith(date));
}

/** What has no date comes last. */
function furthestAheadFirst(a: Retirement, b: Retirement): number {
  const day = ({ date }: Retirement): string => (date === null ? '' : lastDayOf(date));
  return compareTexts(day(b), day(a)) || compareTexts(a.subject, b.subject) || compareTexts(a.phase, b.phase);
}

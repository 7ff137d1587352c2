import { type CalendarDate, formatDate, lastDayOf } from './calendar-date.ts';
import type { ClusterReference } from './cluster.ts';
import { compareTexts } from './text.ts';

/** How much it matters, in rising order. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function rankOfSeverity(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Subjects of what says that the image of a pool, or when its Kubernetes leaves support, is unknown, and why. */
export const UNKNOWN_IMAGE = 'NodeImage/unknown';
export const UNKNOWN_KUBERNETES = 'Kubernetes/unknown';

/** What stands in the way, or comes first: an aside of what is found. */
export const CHANNEL_IS_LATE = 'the node OS upgrade channel NodeImage should have done it by now';
export const BROUGHT_BY_KUBERNETES = 'the Kubernetes upgrade brings the newest image';
export const REPAIR_FIRST = 'what failed or hangs is to be repaired first';
export const PINNED = 'the pool is pinned to a snapshot, and the upgrade ends that';

export interface EvidenceLink {
  readonly label: string;
  readonly url: string;
}

/**
 * When a step may be taken. `now`: safe to paste in one go. `after-check`: once what the title says has been looked at.
 * `alternative`: instead of another step. `irreversible`: deletes, one-way changes, what reimages every pool.
 */
export type StepKind = 'now' | 'after-check' | 'alternative' | 'irreversible';

export const STEP_KIND_WORDS: Readonly<Record<StepKind, string>> = {
  now: 'ready to run',
  'after-check': 'check first',
  alternative: 'instead',
  irreversible: 'cannot be undone',
};

export interface Step {
  /** What it does, to running workloads too, and whether it costs money or capacity. */
  readonly title: string;
  readonly kind: StepKind;
  /** Command lines for a shell; empty where a person has to do it. */
  readonly commands: readonly string[];
}

/** What to run at once: the first `now` step, and only it. */
export function readyStepOf(steps: readonly Step[]): Step | null {
  return steps.find(({ kind }) => kind === 'now') ?? null;
}

export function commandsOf(steps: readonly Step[]): readonly string[] {
  return readyStepOf(steps)?.commands ?? [];
}

/** What the outbox has to know of a finding, by its rule. */
export interface FindingTraits {
  /** `node-image`: it goes away by taking the newest image of the pool's OS SKU. */
  readonly settledBy: 'node-image' | null;
  /** An end of support that is worth a weekly word once it has come. */
  readonly isEnd: boolean;
  /** Advice that people may well decline: shown with what must be done, and nobody is reminded of it alone. */
  readonly isOptional: boolean;
  /** What makes it more pressing with time: its due date, the age of the image, or nothing. */
  readonly escalatesBy: 'due-date' | 'image-age' | null;
  /** Names of the node pools of its cluster that have to be moved before; absent where none has. */
  readonly after?: readonly string[];
}

/** Traits of a finding whose rule says nothing special. */
export const ORDINARY: FindingTraits = { settledBy: null, isEnd: false, isOptional: false, escalatesBy: 'due-date' };

/** A finding for lines that have no room for its sentence. */
export interface FindingBrief {
  /** How things stand, without an article: `node image is 105 days old`. */
  readonly point: string;
  /** What to do, or who does it: `upgrade to 1.34`; `null` where it only says how things stand. */
  readonly action: string | null;
  /** What a line with room goes on with: ` (supported until 30 Nov 2026)`, ` with rebuilt container images`. */
  readonly detail?: string;
  /** What else bears on it, which every line about it says: that a channel is late, that another upgrade brings the same. */
  readonly asides: readonly string[];
  /** True of what is stopped: nothing is to be done before it is started. */
  readonly isOnceStarted?: boolean;
  /** The image that a pool is to take, whether a person is asked to bring it, and whether AKS does anyway; absent where none is. */
  readonly takes?: { readonly image: string; readonly isAsked: boolean; readonly isLeftToAks: boolean };
}

export interface Finding extends ClusterReference {
  /** `null` when it concerns the whole cluster. */
  readonly nodePool: string | null;
  /** Name of the rule that found it, `node-image-behind`; for people and keys, never to be matched. */
  readonly rule: string;
  readonly severity: Severity;
  /** What it is about: an image version, an OS SKU, `Kubernetes/1.32`. */
  readonly subject: string;
  readonly due: CalendarDate | null;
  /** One sentence, the point first. */
  readonly summary: string;
  readonly brief: FindingBrief;
  readonly evidence: readonly EvidenceLink[];
  readonly traits: FindingTraits;
}

/** The same with what to do about it, which is worked out when somebody asks: it is most of it, and nobody keeps it. */
export interface AdvisedFinding extends Finding {
  /** Safe to paste in one go: those of the first `now` step. */
  readonly commands: readonly string[];
  /** The whole plan, in order. */
  readonly steps: readonly Step[];
}

/** A finding without the names of its cluster: the same is found on many. */
export type BareFinding = Omit<Finding, keyof ClusterReference>;

export interface ClusterFindings extends ClusterReference {
  /** Worst first. */
  readonly findings: readonly BareFinding[];
}

export function listFindings({ findings, ...names }: ClusterFindings): readonly Finding[] {
  return findings.map((finding) => ({ ...names, ...finding }));
}

/** True for findings that a reminder is sent for; what is only good to know stands on the fleet page. */
export function areWorthReminding(findings: readonly Pick<Finding, 'severity' | 'traits'>[]): boolean {
  return findings.some(({ severity, traits }) => severity !== 'info' && !traits.isOptional);
}

/** What it is about, as people are shown it: the cluster, or `cluster/pool`. */
export function nameOfPlace({
  cluster,
  title = cluster,
  nodePool,
}: Pick<Finding, 'cluster' | 'title' | 'nodePool'>): string {
  return nodePool === null ? title : `${title}/${nodePool}`;
}

/** Identity of a finding over time: the same key is the same finding, changed. */
export function keyOfFinding(finding: Pick<Finding, 'clusterId' | 'nodePool' | 'rule' | 'subject'>): string {
  return [finding.clusterId, finding.nodePool ?? '', finding.rule, finding.subject].join('|');
}

/** Worst first, then what is due first. */
export function compareUrgency(a: Pick<Finding, 'severity' | 'due'>, b: Pick<Finding, 'severity' | 'due'>): number {
  return rankOfSeverity(b.severity) - rankOfSeverity(a.severity) || compareDue(a, b);
}

/** What is due first; a month is due on its last day, and what has no date comes last. */
export function compareDue(a: Pick<Finding, 'due'>, b: Pick<Finding, 'due'>): number {
  return compareTexts(dayOfDue(a), dayOfDue(b));
}

/** The order in which people see findings: by urgency, then by name. Two findings are never equal in it. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareUrgency(a, b) ||
    compareTexts(a.cluster, b.cluster) ||
    compareTexts(a.clusterId, b.clusterId) ||
    compareTexts(a.nodePool ?? '', b.nodePool ?? '') ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.subject, b.subject)
  );
}

function dayOfDue({ due }: Pick<Finding, 'due'>): CalendarDate {
  return due === null ? '9999-12-31' : lastDayOf(due);
}

/** `Kubernetes 1.34 leaves support on 30 Nov 2026; upgrade to 1.35`, and what else bears on it. */
export function outlineOf({ brief: { point, action, detail = '', asides } }: Pick<Finding, 'brief'>): string {
  return [point, ...(action === null ? [] : [`${action}${detail}`]), ...asides].join('; ');
}

/** What a person is asked to do where a pool is to take an image. */
export function sayUpgrade(image: string): string {
  return `upgrade to ${image}`;
}

/** The same with one more clause. */
export function withAside<T extends Pick<Finding, 'summary' | 'brief'>>(finding: T, aside: string): T {
  const { brief, summary } = finding;
  return { ...finding, summary: addClause(summary, aside), brief: { ...brief, asides: [...brief.asides, aside] } };
}

export function addClause(summary: string, clause: string): string {
  return summary.replace(/\.$/, `; ${clause}.`);
}

/** The same while images are on hold, to which nobody is to be sent. */
export function withHolds<T extends Pick<Finding, 'summary' | 'brief'>>(finding: T, held: readonly string[]): T {
  const { summary, brief } = finding;
  const { takes, action, ...rest } = brief;
  if (takes === undefined || !held.includes(takes.image)) return finding;
  const isOnHold = `${takes.image} is on hold`;
  // Where AKS upgrades by itself, nobody can wait.
  const wait = takes.isLeftToAks ? null : 'wait for the next image';
  const words = wait === null ? isOnHold : `${wait}: ${isOnHold}`;
  const isSaid = takes.isAsked && action !== null && summary.includes(action);
  return {
    ...finding,
    summary: isSaid ? summary.replace(action, words) : addClause(summary, words),
    brief: { ...rest, action: takes.isAsked ? wait : action },
  };
}

/** True for what cannot wait for the day until which it has to be over. */
export function isPressing(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high';
}

/** When what is stopped is to be upgraded. */
export const ONCE_STARTED = 'once started';

type WithDue = Pick<Finding, 'severity' | 'due' | 'brief'>;

/** `now`, `8 Sep 2026`, `once started`: when something is to be done; what is pressing is not put off to the day on which it is too late. */
export function sayWhen({ severity, due, brief }: WithDue): string {
  if (brief.isOnceStarted) return ONCE_STARTED;
  if (isPressing(severity)) return 'now';
  return due === null ? '-' : formatDate(due);
}

/** The same without what words beside it have `said`; empty where there is no day. A whole summary says what is stopped. */
export function describeDue(finding: WithDue & Pick<Finding, 'summary'>, said = ''): string {
  const when = sayWhen(finding);
  if (when === 'now') return when;
  const isSaid = when === ONCE_STARTED ? said === finding.summary : ` ${said}`.includes(` ${when}`);
  return when === '-' || isSaid ? '' : when;
}

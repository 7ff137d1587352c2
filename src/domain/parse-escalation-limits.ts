import type { EscalationLevel, EscalationLimit } from './escalation-policy.ts';

/** Which days a kind of limit can have, and in which direction it becomes urgent. */
export interface LimitRange {
  readonly least: number;
  readonly most: number;
  /** Of days that grow with urgency, as an age does, the most; of days that are left, the fewest. */
  readonly isUrgentWhen: 'many' | 'few';
  /** Why other days would never be told: a clause. */
  readonly because: string;
}

/** Limits, the most urgent first; or what is wrong with how they are written, to be read after the name of the setting. */
export type ParsedLimits =
  | { readonly limits: readonly EscalationLimit[] }
  | { readonly limits: null; readonly problem: string };

/** All levels, quietest first. */
const LEVELS: readonly EscalationLevel[] = ['channel', 'owners', 'operators'];
const OFF = 'off';

/** Reads `60:channel,75:owners,90:operators`, in any order, or `off`, which is `[]`. */
export function parseEscalationLimits(text: string, range: LimitRange): ParsedLimits {
  if (text.trim().toLowerCase() === OFF) return { limits: [] };
  const read = text.split(',').map(readLimit);
  const limits = read.filter((limit) => limit !== null);
  if (limits.length < read.length) return refuse(`must be days and who is told, such as ${exampleOf(range)}, or off`);
  if (limits.some(({ days }) => days < range.least || days > range.most))
    return refuse(`must have days from ${range.least} to ${range.most}: ${range.because}`);
  if (new Set(limits.map(({ days }) => days)).size < limits.length)
    return refuse('must say once for each number of days who is told');
  const sorted = limits.sort((a, b) => (range.isUrgentWhen === 'many' ? b.days - a.days : a.days - b.days));
  if (sorted.some(({ level }, index) => isQuieter(level, sorted[index + 1]?.level)))
    return refuse(`must not get quieter as it becomes more urgent: ${LEVELS.join(', then ')}`);
  return { limits: sorted };
}

/** The limits as they are written in a setting; read again they are the same. */
export function formatEscalationLimits(limits: readonly EscalationLimit[]): string {
  return limits.length === 0 ? OFF : limits.map(({ days, level }) => `${days}:${level}`).join(',');
}

function readLimit(part: string): EscalationLimit | null {
  const [, days, word] = /^\s*(\d{1,4})\s*:\s*([a-z]+)\s*$/i.exec(part) ?? [];
  const level = LEVELS.find((one) => one === word?.toLowerCase());
  return days !== undefined && level ? { days: Number(days), level } : null;
}

function isQuieter(level: EscalationLevel, lessUrgent: EscalationLevel | undefined): boolean {
  return lessUrgent !== undefined && LEVELS.indexOf(level) < LEVELS.indexOf(lessUrgent);
}

function exampleOf({ isUrgentWhen }: LimitRange): string {
  return isUrgentWhen === 'many' ? '60:channel,75:owners,90:operators' : '90:channel,30:owners,7:operators';
}

function refuse(problem: string): ParsedLimits {
  return { limits: null, problem };
}

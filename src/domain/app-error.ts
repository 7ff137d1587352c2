/** What kind of failure this is, for programs; the message is for people. */
export type AppErrorCode =
  | 'invalid_config'
  | 'invalid_usage'
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unavailable'
  | 'rate_limited'
  | 'storage'
  | 'unsupported_node';

/** Something that was typed or chosen. Each surface has its own name for where it was given: an option, a field. */
interface GivenValue {
  readonly name: 'channel' | 'cluster' | 'node-pool' | 'container-image' | 'kubernetes-version';
  readonly value: string;
}

/** What to do next, where each surface has its own way of doing it. */
type NextStep = 'list-clusters' | 'list-images' | 'list-notifications' | 'name-cluster';

/** How a surface words what was given, and what to do next. */
export type GivenNames = Readonly<Record<GivenValue['name'], string>>;
export type NextSteps = Readonly<Record<NextStep, string>>;

interface AppErrorFacts extends ErrorOptions {
  readonly subject?: GivenValue;
  readonly next?: NextStep;
  readonly near?: string | null;
  /** Instant before which there is no point in asking again, if the other side said so. UTC ISO text. */
  readonly retryAt?: string | null;
}

/**
 * `message` says what happened and what to do, but names no option, command or field: each surface words `subject` and
 * `next`. Whatever else is thrown is a defect of ours.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly subject: GivenValue | null;
  readonly next: NextStep | null;
  readonly near: string | null;
  readonly retryAt: string | null;

  constructor(code: AppErrorCode, message: string, { subject, next, near, retryAt, ...options }: AppErrorFacts = {}) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.subject = subject ?? null;
    this.next = next ?? null;
    this.near = near ?? null;
    this.retryAt = retryAt ?? null;
  }
}

/** `--cluster shop: No cluster is called so. Did you mean shop1? …`: all of it, in the words of a surface. */
export function sayFailure({ message, subject, next, near }: AppError, names: GivenNames, steps: NextSteps): string {
  const given = subject ? `${names[subject.name]} ${subject.value}: ` : '';
  const meant = near ? ` Did you mean ${near}?` : '';
  return `${given}${message}${meant}${next ? ` ${steps[next]}` : ''}`;
}

/** How the program is started: the first line of `src/main.ts`. */
export const STARTED_WITH = ['--max-semi-space-size=8'] as const;
/** How it runs: `src/main.ts` says the rest to V8. */
export const V8_OPTIONS = [...STARTED_WITH, '--heap-growing-percent=200'] as const;

/** One measured number. */
export interface Figure {
  /** The same words in every run and every version: by them runs are compared. */
  readonly what: string;
  readonly value: number;
  /** `count` is the same on every machine, so that its bound is held; the others are only shown. */
  readonly unit: 'ms' | 'MB' | 'count';
  /** What it should be at most; `null` where nothing was promised. */
  readonly bound: number | null;
}

/** A number with its unit, as short as its size allows. */
export function formatFigure(value: number, unit: Figure['unit']): string {
  const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${value.toFixed(digits)}${unit === 'count' ? '' : ` ${unit}`}`;
}

/** What a step cost this process, as the operating system counts it. */
export interface Cost {
  readonly cpuMs: number;
  /**
   * Longest piece of work in which nothing else was answered: CPU of this thread, so that neither another process counts
   * nor what collects garbage beside it.
   */
  readonly holdMs: number;
}

/** Runs a step and says what it cost. */
export async function costOf(step: () => unknown): Promise<Cost> {
  const inMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;
  const before = inMs(process.cpuUsage());
  let last = inMs(process.threadCpuUsage());
  let holdMs = 0;
  const look = () => {
    const now = inMs(process.threadCpuUsage());
    holdMs = Math.max(holdMs, now - last);
    last = now;
  };
  const looks = setInterval(look, 1);
  await step();
  look();
  clearInterval(looks);
  return { cpuMs: inMs(process.cpuUsage()) - before, holdMs };
}

/** Largest memory of this process so far, in megabytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1_024;
}

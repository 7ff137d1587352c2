import type { CliEnvironment } from './run-command.ts';

const WIDTH = 24;
/** What is over sooner needs no progress. */
const SHOWN_AFTER_MS = 1_000;
/** Back to the start of the line, and away with what stands there. */
const CLEAR = '\r\u001b[K';

/** A progress bar on stderr from a second on; draws nothing where stderr is no terminal. */
export function createProgressBar({ stderr, isTerminal = false }: CliEnvironment) {
  let shown = '';
  const startedAt = performance.now();
  const draw = (line: string): void => {
    // Thousands of pools are hundreds of identical lines.
    if (isTerminal && line !== shown) stderr(`${CLEAR}${line}`);
    shown = line;
  };
  return {
    /** `what` is counted: `Windows node pools`. */
    show: (done: number, total: number, what: string) => {
      if (performance.now() - startedAt < SHOWN_AFTER_MS) return;
      const part = total === 0 ? 1 : done / total;
      const bar = '#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '.');
      draw(`[${bar}] ${done} of ${total} ${what}`);
    },
    clear: () => draw(''),
  };
}

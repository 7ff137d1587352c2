import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** Does work in a process of its own, which the first request starts, and which ends after a while without requests. */
interface IdleProcess<Request, Answer> {
  /** @throws Error when the work failed, took too long, or its process ended */
  ask(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

/** What the process runs, and how long it may take. */
export interface IdleProcessOptions {
  readonly program: URL;
  /** How long the process and its memory are kept for the next request. */
  readonly idleMs: number;
  /** For one request: a process that takes longer is ended. */
  readonly timeoutMs: number;
}

interface Message<T> {
  readonly id: number;
  readonly body: T;
}

type Reply<T> = { readonly id: number } & ({ readonly body: T } | { readonly error: string });

interface Waiting<Answer> {
  readonly by: ChildProcess;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export function programBeside(url: string, name: string): URL {
  return new URL(`${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url);
}

/** Nothing is started before the first request. */
export function createIdleProcess<Request, Answer>(options: IdleProcessOptions): IdleProcess<Request, Answer> {
  const { program, idleMs, timeoutMs } = options;
  const waiting = new Map<number, Waiting<Answer>>();
  let working: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let requests = 0;

  /** Gets none of our environment, which holds tokens. */
  function start(): ChildProcess {
    // Loaded only now: most commands start no process.
    const { fork } = process.getBuiltinModule('node:child_process');
    const started = fork(program, { serialization: 'advanced', env: {}, execArgv: [], stdio: 'ignore' });
    started.on('message', (reply) => settle(reply as Reply<Answer>));
    started.on('error', (error) => end(started, error));
    started.on('exit', () => end(started, new Error('its process ended')));
    return started;
  }

  function settle(reply: Reply<Answer>): void {
    const one = waiting.get(reply.id);
    // An answer that nobody waits for any more is from a process that is ended.
    if (!one) return;
    waiting.delete(reply.id);
    if ('error' in reply) one.reject(new Error(reply.error));
    else one.resolve(reply.body);
    if (waiting.size > 0) return;
    // From here on it keeps no process alive.
    working?.unref();
    working?.channel?.unref();
    clearTimeout(idle);
    idle = setTimeout(() => void close(), idleMs).unref();
  }

  /** Requests to a process that is gone fail; another process may be at work already. */
  function end(ended: ChildProcess, error: Error): void {
    if (working === ended) working = null;
    for (const [id, one] of waiting) {
      if (one.by !== ended) continue;
      waiting.delete(id);
      one.reject(error);
    }
  }

  function ask(body: Request): Promise<Answer> {
    clearTimeout(idle);
    working ??= start();
    const by = working;
    by.ref();
    by.channel?.ref();
    const id = ++requests;
    const answer = new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { by, resolve, reject });
      by.send({ id, body } satisfies Message<Request>, (error) => error && end(by, error));
    });
    const slow = setTimeout(() => {
      end(by, new Error(`it took longer than ${timeoutMs / 1_000} s`));
      by.kill('SIGKILL');
    }, timeoutMs);
    return answer.finally(() => clearTimeout(slow));
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const ending = working;
    working = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.ref();
    ending.kill('SIGKILL');
    await ended;
  }

  return { ask, close };
}

/** The other end, for the program that runs in the process: `work` answers each request. It ends when its parent does. */
export function answerRequests<Request, Answer>(work: (request: Request) => Promise<Answer>): void {
  // In the build, where all programs lie beside each other.
  if (import.meta.url.endsWith('.js')) {
    // As `main.ts`, or what both load is in the cache for one of them alone.
    setFlagsFromString('--heap-growing-percent=200');
    module.enableCompileCache(fileURLToPath(new URL('compile-cache', import.meta.url)));
  }
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, body }: Message<Request>) => {
    process.send?.(await reply(id, work(body)));
  });
}

async function reply<Answer>(id: number, answer: Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { id, body: await answer };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

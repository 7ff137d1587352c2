import type { Clock } from '../../../domain/clock.ts';
import type { Sender, SendOutcome } from '../../../domain/sender.ts';

/** Slack's limit is one message per second and channel; the rest is for timers that fire early. */
const PACE_MS = 1_020;

/** What pacing needs from outside; `sleep` resolves after so many milliseconds. */
export interface PaceDependencies {
  readonly clock: Clock;
  readonly sleep?: (ms: number) => Promise<void>;
  /** When the process before this one sent last in a channel; `null` where it never did. */
  readonly findLastSentAt?: (channel: string) => string | null;
}

/**
 * Wraps a sender so that in each channel a message goes out a second after the one before was answered, in the order
 * of the calls. Channels do not wait for each other, and asking the history waits for nobody.
 */
export function createPacedSender(
  sender: Sender,
  { clock, sleep = wait, findLastSentAt = () => null }: PaceDependencies,
): Sender {
  const channels = new Map<string, { queue: Promise<unknown>; finishedAt: number | null }>();

  function inTurn(channel: string, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const lane = channels.get(channel) ?? {
      queue: Promise.resolve(),
      finishedAt: parseInstant(findLastSentAt(channel)),
    };
    channels.set(channel, lane);
    const turn = lane.queue.then(async () => {
      // Clamped, so that a clock that stands still or was set back costs a second and not more.
      const elapsed = lane.finishedAt === null ? PACE_MS : clock.now().getTime() - lane.finishedAt;
      if (elapsed < PACE_MS) await sleep(Math.min(PACE_MS - elapsed, PACE_MS));
      return send().finally(() => {
        lane.finishedAt = clock.now().getTime();
      });
    });
    lane.queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    post: (message) => inTurn(message.channel, () => sender.post(message)),
    update: (message, ts) => inTurn(message.channel, () => sender.update(message, ts)),
    find: (channel, key, since, threadTs) => sender.find(channel, key, since, threadTs),
  };
}

function parseInstant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

/** Resolves after so many milliseconds of real time; replaced in tests. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

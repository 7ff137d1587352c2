import { setTimeout as wait } from 'node:timers/promises';
import type { Sender, SendOutcome } from '../../../domain/sender.ts';

/** Slack's limit is one message per second and channel; the rest is for timers that fire early. */
const PACE_MS = 1_020;

interface PaceDependencies {
  /** Milliseconds that go on evenly, whoever sets the clock. */
  readonly nowMs?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Milliseconds since this process followed another one that may have sent until then; `null` where it never did. */
  readonly findSinceFollowedMs?: () => number | null;
}

/** A second after the last answer, or after a message was found whose answer was lost: nobody knows how late it came. */
export function createPacedSender(
  sender: Sender,
  { nowMs = () => performance.now(), sleep = wait, findSinceFollowedMs = () => null }: PaceDependencies = {},
): Sender {
  const queues = new Map<string, Promise<unknown>>();
  const lastAt = new Map<string, number>();

  function inTurn(channel: string, send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const turn = (queues.get(channel) ?? Promise.resolve()).then(async () => {
      const sinceLast = nowMs() - (lastAt.get(channel) ?? Number.NEGATIVE_INFINITY);
      const elapsed = Math.min(sinceLast, findSinceFollowedMs() ?? PACE_MS);
      if (elapsed < PACE_MS) await sleep(PACE_MS - elapsed);
      return send().finally(() => lastAt.set(channel, nowMs()));
    });
    const settled = turn.catch(() => undefined);
    queues.set(channel, settled);
    return turn;
  }

  return {
    post: (message) => inTurn(message.channel, () => sender.post(message)),
    update: (message, ts) => inTurn(message.channel, () => sender.update(message, ts)),
    find: async (channel, key, since, threadTs) => {
      const found = await sender.find(channel, key, since, threadTs);
      if (found.kind === 'found') lastAt.set(channel, nowMs());
      return found;
    },
  };
}

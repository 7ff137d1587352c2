import { parentPort, workerData } from 'node:worker_threads';
import { createSlackCaller } from '../test/support/slack-caller.ts';

/** Where these callers ask. */
export interface CallersData {
  readonly url: string;
  readonly secret: string;
}

/** What is asked, by so many at once: each asks again as soon as it is answered. */
export interface Questions {
  readonly callers: number;
  readonly texts: readonly string[];
}

// The thread of the callers: Slack is another machine, whose work is none of the service's.
const { url, secret } = workerData as CallersData;
const call = createSlackCaller(url, secret);

parentPort?.on('message', async ({ callers, texts }: Questions) => {
  const times: number[] = [];
  const queue = [...texts];
  const work = async () => {
    for (let text = queue.shift(); text !== undefined; text = queue.shift()) {
      const startedAt = performance.now();
      const { status } = await call.command(text);
      times.push(performance.now() - startedAt);
      if (status !== 200) throw new Error(`${text} was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, work));
  parentPort?.postMessage(times);
});

import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { HTTPReceiver } from '@slack/bolt';
import { expect, test } from 'vitest';
import { createHttpListener } from '../../../../src/surfaces/slack/receiving/create-http-listener.ts';

const SECRET = 'a-signing-secret';

function createRequest(body: string): IncomingMessage {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
  return Object.assign(Readable.from([Buffer.from(body)]), { headers }) as unknown as IncomingMessage;
}

test('looks at the network between two of many requests that came at once, so that a new connection is not the last', async () => {
  const silent = () => undefined;
  const events: string[] = [];
  const listen = createHttpListener({
    receiver: { requestListener: () => events.push('request') } as unknown as HTTPReceiver,
    signingSecret: SECRET,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    now: Date.now,
    isStopping: () => false,
  });
  const requests = ['text=a', 'text=b', 'text=c'].map((body) => listen(createRequest(body), {} as ServerResponse));
  for (let look = 0; look < 10; look += 1) {
    await setImmediate();
    events.push('look');
  }
  await Promise.all(requests);
  expect(events.filter((event) => event === 'request')).toHaveLength(3);
  expect(events.join(' ')).not.toContain('request request');
});

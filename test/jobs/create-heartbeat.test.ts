import { expect, test } from 'vitest';
import { createHeartbeat } from '../../src/jobs/start-jobs.ts';
import { createRecordingLogger } from '../surfaces/slack/sender/recording-logger.ts';

const URL = 'https://beat.test/secret-uuid';

test('calls the URL, and says once when it cannot, without the address', async () => {
  const logger = createRecordingLogger();
  const answers = [new Response('ok'), new Response('gone', { status: 404 }), null, new Response('ok'), null];
  const called: unknown[] = [];
  const beat = createHeartbeat({
    url: URL,
    logger,
    fetch: async (url) => {
      called.push(url);
      const answer = answers.shift();
      if (!answer) throw new TypeError(`fetch failed: ${URL}`);
      return answer;
    },
  });
  for (let turn = 0; turn < 5; turn += 1) await beat();
  expect(called).toEqual(Array(5).fill(URL));
  expect(logger.lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', reason: 'answered 404' },
    { level: 'warn', reason: 'cannot be reached' },
  ]);
  expect(logger.lines.join()).not.toContain('secret-uuid');
});

test('is led nowhere else', async () => {
  const logger = createRecordingLogger();
  const asked: (string | undefined)[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    asked.push(init?.redirect);
    return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } });
  };
  await createHeartbeat({ url: URL, logger, fetch })();
  expect(asked).toEqual(['manual']);
  expect(logger.lines.map((line) => JSON.parse(line))).toMatchObject([{ reason: 'answered 302' }]);
});

test('calls nobody where no URL is set', async () => {
  const fetch = () => {
    throw new Error('called');
  };
  await expect(createHeartbeat({ url: null, logger: createRecordingLogger(), fetch })()).resolves.toBeUndefined();
});

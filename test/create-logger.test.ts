import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/create-logger.ts';

const SECRETS = {
  GITHUB_TOKEN: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz',
  SLACK_BOT_TOKEN: 'xoxb-1111-secretsecret',
  SLACK_APP_TOKEN: 'xapp-1-A111-222-secretsecret',
  SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
};

test('where a person looks at it, a line is words, without secrets and without anything that moves the cursor', () => {
  let output = '';
  const logger = createLogger(readConfig({ ...SECRETS, LOG_LEVEL: 'info' }), (line) => (output += line), true);
  logger.warn('Polling a source failed', {
    source: 'vhd-notes',
    reason: `no\u001b[2J ${SECRETS.GITHUB_TOKEN}`,
    tries: 2,
  });
  expect(output).toMatch(
    /^\d\d:\d\d:\d\d warn {2}Polling a source failed: source vhd-notes, reason no \[2J .+, tries 2\n$/,
  );
  expect(output).not.toContain(SECRETS.GITHUB_TOKEN);
});

test('a secret that reaches the log in any way does not reach its output', () => {
  let output = '';
  const logger = createLogger(readConfig({ ...SECRETS, LOG_LEVEL: 'trace' }), (line) => {
    output += line;
  });
  for (const secret of Object.values(SECRETS)) {
    const error = Object.assign(new Error(`answered ${secret}`, { cause: new Error(secret) }), {
      headers: { authorization: `Bearer ${secret}` },
      body: [{ nested: { deep: secret } }],
    });
    logger.error(`in the sentence ${secret}`, { error, [secret]: secret, list: [secret] });
    logger.debug('in a URL', { url: `https://user:${secret}@example.com/?token=${secret}` });
  }
  logger.info('a token of somebody else', { body: 'xoxp-9999-somebody, wss://x/?ticket=abcdef123' });
  expect(output.trim().split('\n')).toHaveLength(9);
  for (const secret of [...Object.values(SECRETS), 'xoxp-9999-somebody', 'abcdef123']) {
    expect(output).not.toContain(secret);
  }
  for (const line of output.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test('an error is told with its causes and without what libraries keep in it, and nothing stops a line', () => {
  const lines: string[] = [];
  const logger = createLogger(readConfig({}), (line) => lines.push(line), false);
  const cause = new AggregateError([new Error('refused')], 'no address answered');
  const error = Object.assign(new TypeError('fetch failed', { cause }), { code: 'E', request: { body: 'x' } });
  logger.error('Polling failed', { error });
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  logger.warn('A circle', { loop });
  logger.debug('not at this level');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 'error',
      msg: 'Polling failed',
      error: {
        type: 'TypeError',
        message: 'fetch failed',
        code: 'E',
        request: '[redacted]',
        cause: { message: 'no address answered', errors: [{ message: 'refused' }] },
      },
    },
    { level: 'warn', msg: 'A circle' },
  ]);
});

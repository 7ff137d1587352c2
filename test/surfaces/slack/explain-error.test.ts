import { expect, test } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { explainError } from '../../../src/surfaces/slack/answer.ts';
import { createTestApp, createTestLogger } from '../../support/create-test-app.ts';

test.each([new Error('no such column: secret'), new AppError('storage', 'secret.db is locked')])(
  'of a fault of our own people are told where it is logged, and nothing of it: %s',
  (fault) => {
    const logger = createTestLogger();
    const { context } = createTestApp({ githubUrl: 'http://127.0.0.1:9' });
    const said = JSON.stringify(explainError(fault, { context: { ...context, logger }, command: '/vhdwatch' }));
    const [logged] = logger.lines;
    expect(logged).toMatchObject({ message: 'A Slack request failed' });
    expect(said).toContain(`The log of vhdwatch has the details under ${logged?.fields?.['reference']}.`);
    expect(said).not.toContain('secret');
  },
);

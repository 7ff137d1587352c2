import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import {
  classifySlackFailure,
  sanitizeErrorCode,
} from '../../../../src/surfaces/slack/sender/classify-slack-failure.ts';

/** As `fetch` reports it through the client: the code sits two causes deep. */
function fetchFailed(code: string): webApi.WebAPIRequestError {
  return new webApi.WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  );
}

describe('failures below HTTP', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'are safe to repeat when the request never left: %s',
    (code) => {
      expect(classifySlackFailure(fetchFailed(code))).toEqual({
        kind: 'transient',
        reason: `not_sent_${code.toLowerCase()}`,
      });
    },
  );

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
    'are ambiguous when the request may have arrived: %s',
    (code) => {
      expect(classifySlackFailure(fetchFailed(code))).toEqual({ kind: 'ambiguous', reason: 'answer_lost' });
    },
  );

  it('looks through every address that was tried', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    const error = new webApi.WebAPIRequestError(
      new TypeError('fetch failed', { cause: new AggregateError([refused]) }),
    );
    expect(classifySlackFailure(error).kind).toBe('transient');
  });

  it.each([undefined, null, 'text', 7, new Error('x'), Object.assign(new Error('loop'), { code: 5 })])(
    'never throws, and calls the unknown ambiguous: %s',
    (error) => {
      expect(classifySlackFailure(error)).toEqual({ kind: 'ambiguous', reason: 'answer_lost' });
    },
  );

  it('ends on an error that is its own cause', () => {
    const error = new Error('loop') as Error & { cause: unknown };
    error.cause = error;
    expect(classifySlackFailure(error).kind).toBe('ambiguous');
  });
});

describe('error codes', () => {
  it.each([
    ['channel_not_found', 'channel_not_found'],
    ['', 'malformed_answer'],
    ['Two Words', 'malformed_answer'],
    ['<html>', 'malformed_answer'],
    ['a'.repeat(65), 'malformed_answer'],
    [undefined, 'malformed_answer'],
    [['no_text'], 'malformed_answer'],
  ])('%j is passed on as %s', (code, expected) => {
    expect(sanitizeErrorCode(code)).toBe(expected);
  });
});

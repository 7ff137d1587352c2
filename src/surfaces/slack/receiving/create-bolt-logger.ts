import { webApi } from '@slack/bolt';
import type { Logger } from '../../../domain/logger.ts';

const SECRET = /\b(?:xox[a-z]|xapp)-[\w-]+|\b(?:wss?|https?):\/\/\S+/g;

/**
 * What Bolt has to say, as our log lines. Its debug lines quote bodies and are dropped; of the others only the words
 * are kept, without tokens and URLs (a socket's URL carries a ticket).
 */
export function createBoltLogger(logger: Logger): webApi.Logger {
  const say = (...words: unknown[]) => ({
    said: words.map(describe).join(' ').replace(SECRET, '[redacted]').slice(0, 500),
  });
  return {
    debug: () => undefined,
    info: (...words) => logger.debug('Bolt says', say(...words)),
    warn: (...words) => logger.warn('Bolt warns', say(...words)),
    error: (...words) => logger.error('Bolt reports an error', say(...words)),
    setLevel: () => undefined,
    getLevel: () => webApi.LogLevel.INFO,
    setName: () => undefined,
  };
}

function describe(word: unknown): string {
  if (typeof word === 'string') return word;
  return word instanceof Error ? `${word.name}: ${word.message}` : '';
}

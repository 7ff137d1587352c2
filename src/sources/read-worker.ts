import { answerRequests } from '../workers/idle-process.ts';
import { announce } from './source-kits.ts';

/**
 * Beside the service: a hundred notes take seconds, in which the chat waits; foreign text is read where no token is;
 * and a note that never ends holds nothing up.
 */
answerRequests(announce);

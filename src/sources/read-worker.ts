import { answerRequests } from '../workers/idle-process.ts';
import { announce } from './source-kits.ts';

/*
 * Reads notes in a process beside the service: a hundred of them take seconds, in which the chat waits for answers; what
 * anybody wrote is read where no token is; and a note that never comes to an end holds nothing up.
 */
answerRequests(announce);

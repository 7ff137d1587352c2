import { AppError } from '../../domain/app-error.ts';
import { classifyTransportFailure, cleanForeignText } from '../http/bounded-fetch.ts';
import type { SectionReading } from './read-section.ts';

/** What a sentence about the tracker may name. */
export interface TrackerAddress {
  readonly url: string;
  readonly timeoutMs: number;
}

/** Everything of it is only a better word about regions; so whoever has no use for it can be rid of it. */
const OR_OFF = 'or set it to off';
const AGAIN = 'what is known stays and it is asked again in six hours';

/** An answer other than success, as an AppError (`unavailable`, `not_found`). */
export function describeTrackerStatus(status: number, address: TrackerAddress): AppError {
  const origin = originOf(address);
  if (status === 404)
    return new AppError(
      'not_found',
      `The release tracker is not at RELEASE_TRACKER_URL (${origin} answered 404): check the address, ${OR_OFF}.`,
    );
  if (status >= 500 || status === 429)
    return unavailable(
      `The release tracker (${origin}) is in trouble (${status}): ${AGAIN}; if this stays, check RELEASE_TRACKER_URL, ${OR_OFF}.`,
    );
  return unavailable(`The release tracker (${origin}) refused (${status}): check RELEASE_TRACKER_URL, ${OR_OFF}.`);
}

/** Anything that fetch or reading the body threw, as an AppError. */
export function describeTrackerTransport(error: unknown, address: TrackerAddress): AppError {
  if (error instanceof AppError) return error;
  const origin = originOf(address);
  const { kind, code, text } = classifyTransportFailure(error);
  const check = `check RELEASE_TRACKER_URL, the network and any proxy, ${OR_OFF}`;
  if (kind === 'timeout')
    return unavailable(
      `The release tracker (${origin}) was not read within ${address.timeoutMs / 1_000} s: ${AGAIN}; if this stays, ${check}.`,
    );
  if (kind === 'certificate')
    return unavailable(
      `The certificate of the release tracker (${origin}) is not trusted (${code}): set NODE_EXTRA_CA_CERTS to your CA's file, or RELEASE_TRACKER_URL to off.`,
    );
  const why = kind === 'other' ? cleanForeignText(text) : code;
  return unavailable(`The release tracker (${origin}) could not be read${why && ` (${why})`}: ${check}.`);
}

const READINGS: Readonly<Record<Exclude<SectionReading['kind'], 'found'>, string>> = {
  'not-json': 'sent something other than the JSON of the tracker',
  missing: 'sent JSON without Windows node images (Sections.WindowsImage)',
  truncated: 'sent an answer that breaks off',
  'too-large': 'sent far more about Windows node images than there can be',
};

/** An answer in which the section was not found, as an AppError. */
export function describeTrackerContent(
  kind: Exclude<SectionReading['kind'], 'found'>,
  address: TrackerAddress,
): AppError {
  return unusable(READINGS[kind], address);
}

/** An answer that is no tracker's, said with what it did: `sent …`. */
export function unusable(what: string, address: TrackerAddress): AppError {
  return unavailable(
    `The release tracker (${originOf(address)}) ${what}: ${AGAIN}; if this stays, check RELEASE_TRACKER_URL, ${OR_OFF}.`,
  );
}

/** For people: without path, and without a user name or password. */
function originOf({ url }: TrackerAddress): string {
  return new URL(url).origin;
}

function unavailable(message: string): AppError {
  return new AppError('unavailable', message);
}

import { AppError } from '../../domain/app-error.ts';
import type { SourceCursor } from '../../domain/source-document.ts';
import { classifyTransportFailure } from '../../domain/transport-failure.ts';
import { cleanForeignText, type Fetch, fetchStreamed, type StreamedAnswer, USER_AGENT } from '../http/bounded-fetch.ts';
import { readSection, type SectionContent, type SectionReading } from './read-section.ts';

interface WindowsSectionRequest extends TrackerAddress {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  /** `etag` and `lastModified` of the answer that is kept already; they make the request conditional. */
  readonly validators: SourceCursor;
}

const PATH = ['Sections', 'WindowsImage'];
/** It has some 600 kB. */
const MOST_SECTION_BYTES = 8 * 1024 ** 2;
const LONGEST_VALIDATOR = 500;
const HEAD_BYTES = 500;
const LAST_WRITTEN = /^[^{]{0,9}\{\s*"LastUpdateTime"\s*:\s*"([\dT:.Z+-]{10,40})"/;

/** Reads the answer as far as the Windows section; `null` when nothing changed (304). @throws AppError `unavailable`, `not_found` */
export async function fetchWindowsSection(fetch: Fetch, request: WindowsSectionRequest) {
  const { url, timeoutMs, maxBytes, signal, validators } = request;
  const refuse = (limit: string) => unusable(`sent more than ${limit}`, request);
  try {
    const limits = { timeoutMs, maxBytes, signal, refuse };
    const answer = await fetchStreamed(fetch, limits, url, { headers: headersOf(validators) });
    if (answer.status !== 200) await answer.cancel();
    if (answer.status === 304 && isConditional(validators)) return null;
    if (answer.status !== 200) throw describeTrackerStatus(answer.status, request);
    return { ...(await readJson(answer, request)), validators: validatorsOf(answer.headers) };
  } catch (error) {
    throw describeTrackerTransport(error, request);
  }
}

function isConditional({ etag, lastModified }: SourceCursor): boolean {
  return etag !== undefined || lastModified !== undefined;
}

function headersOf({ etag, lastModified }: SourceCursor): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': USER_AGENT,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function validatorsOf(headers: Headers): SourceCursor {
  const usable = (name: string) => {
    const value = headers.get(name);
    return value !== null && value.length <= LONGEST_VALIDATOR ? value : null;
  };
  const etag = usable('etag');
  const lastModified = usable('last-modified');
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

/** The section, and when the tracker was written last where it begins with that. */
async function readJson({ chunks }: StreamedAnswer, address: TrackerAddress) {
  let head = '';
  const noted = async function* () {
    for await (const chunk of chunks) {
      if (head.length < HEAD_BYTES) head += Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString('latin1');
      yield chunk;
    }
  };
  const reading = await readSection(noted(), PATH, MOST_SECTION_BYTES);
  if (reading.kind !== 'found') throw unusable(READINGS[reading.kind], address);
  const written = Date.parse(LAST_WRITTEN.exec(head)?.[1] ?? '');
  const toldAsOf = Number.isNaN(written) ? undefined : new Date(written).toISOString();
  try {
    return { section: JSON.parse(reading.json) as unknown, toldAsOf };
  } catch {
    throw unusable('sent broken JSON', address);
  }
}

/** What a sentence about the tracker may name. */
export interface TrackerAddress {
  readonly url: string;
  readonly timeoutMs: number;
}

/** Everything of it is only a better word about regions; so whoever has no use for it can be rid of it. */
const OR_OFF = 'or set it to off';
const AGAIN = 'what is known stays and it is asked again in six hours';

/** An answer other than success, as an AppError (`unavailable`, `not_found`). */
function describeTrackerStatus(status: number, address: TrackerAddress): AppError {
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

function describeTrackerTransport(error: unknown, address: TrackerAddress): AppError {
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

/** An answer that is no tracker's, said with what it did: `sent …`. */
function unusable(what: string, address: TrackerAddress): AppError {
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

/** There are 77 regions and four components. */
const MOST_REGIONS = 5_000;

/** @throws AppError `unavailable` for what has no region at all, or too many */
export function refuseSuspicious({ regions, rejected }: SectionContent, address: TrackerAddress): void {
  if (regions > MOST_REGIONS) throw unusable(`names ${regions} regions, which cannot be`, address);
  if (regions > 0) return;
  const reason = rejected[0] ? ` (${rejected[0].reason})` : '';
  throw unusable(`names no region that can be read${reason}`, address);
}

import type { SourceCursor } from '../../domain/source-document.ts';
import { type Fetch, fetchStreamed, type StreamedAnswer, USER_AGENT } from '../http/bounded-fetch.ts';
import { readSection } from './read-section.ts';
import {
  describeTrackerContent,
  describeTrackerStatus,
  describeTrackerTransport,
  type TrackerAddress,
  unusable,
} from './tracker-failures.ts';

/** What is asked for. */
export interface WindowsSectionRequest extends TrackerAddress {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  /** `etag` and `lastModified` of the answer that is kept already; they make the request conditional. */
  readonly validators: SourceCursor;
}

/** The decoded section, not validated, and what its answer can be asked for again with. */
export interface WindowsSectionAnswer {
  readonly section: unknown;
  readonly validators: SourceCursor;
}

const PATH = ['Sections', 'WindowsImage'];
/** It has some 600 kB. */
const MOST_SECTION_BYTES = 8 * 1024 ** 2;
const LONGEST_VALIDATOR = 500;

/** Reads the answer as far as the Windows section; `null` when nothing changed (304). @throws AppError `unavailable`, `not_found` */
export async function fetchWindowsSection(
  fetch: Fetch,
  request: WindowsSectionRequest,
): Promise<WindowsSectionAnswer | null> {
  const { url, timeoutMs, maxBytes, signal, validators } = request;
  const refuse = (limit: string) => unusable(`sent more than ${limit}`, request);
  try {
    const limits = { timeoutMs, maxBytes, signal, refuse };
    const answer = await fetchStreamed(fetch, limits, url, { headers: headersOf(validators) });
    if (answer.status !== 200) await answer.cancel();
    if (answer.status === 304 && isConditional(validators)) return null;
    if (answer.status !== 200) throw describeTrackerStatus(answer.status, request);
    return { section: await readJson(answer, request), validators: validatorsOf(answer.headers) };
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

async function readJson({ chunks }: StreamedAnswer, address: TrackerAddress): Promise<unknown> {
  const reading = await readSection(chunks, PATH, MOST_SECTION_BYTES);
  if (reading.kind !== 'found') throw describeTrackerContent(reading.kind, address);
  try {
    return JSON.parse(reading.json) as unknown;
  } catch {
    throw unusable('sent broken JSON', address);
  }
}

import type { SourceName } from '../domain/source-document.ts';
import type { AppContext } from './app-context.ts';
import { deliverDue } from './deliver.ts';
import { pollSource, type SourceReport } from './poll-source.ts';
import { readDocuments } from './read-documents.ts';
import { refreshFindings } from './refresh-findings.ts';

/** What one poll did. */
export interface PollReport {
  readonly sources: readonly SourceReport[];
  readonly queued: number;
  readonly delivered: number;
  /** Earlier messages that were brought up to date. */
  readonly updated: number;
  readonly failed: number;
}

/** Sources that change slowly are asked at most this often, so that an unchanged feed costs one request a poll. */
const SECONDARY_INTERVAL_MS = 6 * 3_600_000;

/** One poll of every source that is due, then everything that follows from it, then delivery. */
export async function poll(context: AppContext): Promise<PollReport> {
  const sources: SourceReport[] = [];
  for (const source of context.sources) {
    const hasNews = sources.some((report) => report.new + report.changed > 0);
    if (hasNews || isDue(context, source.name)) sources.push(await pollSource(context, source));
  }
  readDocuments(context);
  const queued = refreshFindings(context);
  return { sources, queued, ...(await deliverDue(context)) };
}

/** The release feed is asked every time; the others when their last attempt is long enough ago. */
function isDue({ store, clock }: AppContext, name: SourceName): boolean {
  if (name === 'aks-releases') return true;
  const attemptedAt = store.sources.find(name)?.lastAttemptAt;
  if (!attemptedAt) return true;
  return clock.now().getTime() - Date.parse(attemptedAt) >= SECONDARY_INTERVAL_MS;
}

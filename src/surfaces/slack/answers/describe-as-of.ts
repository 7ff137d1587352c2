import { findLeading } from '../../../app/polling/list-sources.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import { slackDate, toMrkdwn } from '../messages/escape-text.ts';

/** `Clusters as of … · AKS releases as of …`: how old the facts of an answer are. Escaped. */
export function describeAsOf(fleetAsOf: string | null, sources: readonly SourceState[]): string {
  const releases = findLeading(sources);
  const read = releases?.lastSuccessAt
    ? `AKS releases read ${slackDate(releases.lastSuccessAt)}`
    : 'AKS releases not read yet';
  const failing = releases?.lastError ? ` (failing since: ${toMrkdwn(releases.lastError, 200)})` : '';
  const fleet = fleetAsOf ? `Oldest cluster report ${slackDate(fleetAsOf)} · ` : '';
  return `${fleet}${read}${failing}`;
}

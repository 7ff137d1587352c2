import { findLeading } from '../../../app/polling/list-sources.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import { instant, type Line, plain } from '../../../messages/card.ts';
import { toLiteral } from '../../../messages/literal.ts';

/** `Clusters as of … · AKS releases as of …`: how old the facts of an answer are. */
export function describeAsOf(fleetAsOf: string | null, sources: readonly SourceState[]): Line {
  const releases = findLeading(sources);
  return [
    ...(fleetAsOf ? [plain('Oldest cluster report '), instant(fleetAsOf), plain(' · ')] : []),
    ...(releases?.lastSuccessAt
      ? [plain('AKS releases read '), instant(releases.lastSuccessAt)]
      : [plain('AKS releases not read yet')]),
    ...(releases?.lastError ? [plain(` (failing since: ${toLiteral(releases.lastError, 200)})`)] : []),
  ];
}

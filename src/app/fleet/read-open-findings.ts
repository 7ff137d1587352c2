import { compareFindings, type Finding } from '../../domain/finding.ts';
import type { WritingContext } from '../app-context.ts';
import type { FleetAssessment } from './assess-fleet.ts';
import { updateFindings } from './update-findings.ts';

/**
 * Everything that the owners of the fleet's clusters should know or do, by cluster ID: what `findFleetAdvice` gives, in the
 * same order, read from where it is kept instead of worked out again. Brings it up to date first.
 */
export function readOpenFindings(
  context: WritingContext,
  { clusters }: Pick<FleetAssessment, 'clusters'>,
): ReadonlyMap<string, readonly Finding[]> {
  updateFindings(context);
  const kept = Map.groupBy(context.store.findings.listOpen(), ({ clusterId }) => clusterId);
  return new Map(clusters.map(({ id }) => [id, kept.get(id)?.sort(compareFindings) ?? []]));
}

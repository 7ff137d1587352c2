import type { AssessedPool } from '../domain/assessed-pool.ts';
import type { CalendarDate } from '../domain/calendar-date.ts';
import type { EscalationPolicy } from '../domain/escalation-policy.ts';
import { areWorthReminding, type Finding } from '../domain/finding.ts';
import { findHeard, type PeaceRules } from './find-waiting.ts';
import { indexPools, keyOfPool } from './index-pools.ts';
import { listHeardFindings } from './list-heard-findings.ts';
import { listReachedLimits, type ReachedLimit } from './list-limits.ts';
import { type Destination, listPoolsOf } from './route-channels.ts';

/** What the limits of a channel are worked out from. */
export interface ChannelLimitsInput {
  readonly policy: EscalationPolicy;
  readonly pools: readonly AssessedPool[];
  readonly findings: readonly Finding[];
  readonly peace: PeaceRules;
  readonly today: CalendarDate;
}

/** The limits that are reached by what this channel hears about; not those of pools that are snoozed or held. */
export function listChannelLimits(
  destination: Destination,
  { policy, pools, findings, peace, today }: ChannelLimitsInput,
): readonly ReachedLimit[] {
  const poolById = indexPools(listPoolsOf(destination, pools));
  return listHeardFindings(destination, poolById, findings).flatMap((finding) => {
    const { clusterId, cluster, nodePool } = finding;
    const pool = poolById.get(keyOfPool(finding)) ?? null;
    const group = { channel: destination.channel, clusterId, cluster, nodePool, findings: [finding], pool };
    if (!areWorthReminding(findHeard(group, peace).findings)) return [];
    return listReachedLimits(finding, pool, today, policy);
  });
}

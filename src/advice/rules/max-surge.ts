import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createNodePoolCommand } from '../commands/az-aks.ts';
import { DOCS } from '../evidence.ts';
import { now } from '../plan/step.ts';

/** What production is advised. */
const ADVISED_SURGE = '33%';

/** An upgrade of the pool drains all nodes at once, or takes capacity away instead of adding it first. */
export const maxSurge: AdviceRule = {
  name: 'max-surge',
  stage: 'prepare',
  isOptional: true,
  find: findMaxSurge,
};

function findMaxSurge({ cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  return windowsPools.flatMap(({ pool }): Advice[] => {
    const effect = effectOf(pool.maxSurge);
    // Spot nodes get no surge that could be set.
    if (effect === null || pool.spot !== undefined) return [];
    return [
      {
        nodePool: pool.name,
        severity: 'low',
        subject: 'MaxSurge',
        due: null,
        summary: `At the next upgrade ${effect} (max surge ${pool.maxSurge}); ${ADVISED_SURGE} is advised for production.`,
        steps: [
          now(
            'Set the surge: nothing that runs is touched now; an upgrade then costs a third more nodes while it runs.',
            createNodePoolCommand(cluster, pool.name, 'update', ['--max-surge', ADVISED_SURGE]),
          ),
        ],
        evidence: [DOCS.rollingUpgrades],
      },
    ];
  });
}

function effectOf(surge: string | null): string | null {
  const value = surge?.trim();
  if (value === '100%') return 'all nodes of the pool are drained at once';
  return value === '0' || value === '0%' ? 'nodes are drained without extra ones, so capacity drops' : null;
}

import type { Severity } from '../../domain/finding.ts';
import { UNKNOWN_IMAGE } from '../../domain/finding.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createNodeImageCheck } from '../commands/upgrade-node-image.ts';
import { DOCS } from '../evidence.ts';
import { listPublishedImages } from '../find-image-target.ts';
import { now } from '../plan/step.ts';

/** A pool that is counted as unknown, and why. Silent while no image at all is known. */
export const nodeImageUnknown: AdviceRule = {
  name: 'node-image-unknown',
  stage: 'prepare',
  isOptional: true,
  find: findUnknown,
};

function findUnknown(facts: ClusterFacts): readonly Advice[] {
  if (facts.catalogue.images.length === 0) return [];
  return facts.windowsPools
    .filter(({ assessment }) => assessment.status === 'unknown')
    .map((poolFacts) => {
      const { severity, why } = explain(facts, poolFacts);
      return {
        nodePool: poolFacts.pool.name,
        severity,
        subject: UNKNOWN_IMAGE,
        due: null,
        summary: `${why}.`,
        steps: [
          now(
            'See which image the pool runs; nothing is changed.',
            ...createNodeImageCheck(facts.cluster, poolFacts.pool.name),
          ),
        ],
        evidence: [DOCS.nodeImageUpgrade],
      };
    });
}

function explain(
  { catalogue }: ClusterFacts,
  { pool, assessment }: WindowsPoolFacts,
): { readonly severity: Severity; readonly why: string } {
  const { currentVersion } = assessment;
  if (currentVersion !== null) {
    return { severity: 'low', why: `It runs ${currentVersion}, and no published image of that Windows build is known` };
  }
  const [build, revision] = pool.windowsUpdate?.split('.') ?? [];
  if (build !== undefined && revision !== undefined) {
    const newest = listPublishedImages(catalogue, Number(build))[0]?.version;
    const runs = `Its node image is not told, and it runs Windows update ${revision} (${pool.windowsUpdate})`;
    if (!newest) return { severity: 'low', why: runs };
    const isBehind = newest.revision > Number(revision);
    return {
      severity: isBehind ? 'medium' : 'low',
      why: `${runs}; the newest image known, ${newest.text}, has ${isBehind ? `update ${newest.revision}` : 'no newer one'}`,
    };
  }
  if (pool.nodeImageVersion !== null) {
    return { severity: 'low', why: `No version can be read from its node image, "${pool.nodeImageVersion}"` };
  }
  return {
    severity: 'low',
    why: 'Its node image was never reported: import what "az aks list -o json" or "kubectl get nodes -o json" prints',
  };
}

import { commandsOf, compareFindings, type Finding, ORDINARY, type Step } from '../domain/finding.ts';
import type { Advice } from './advice.ts';
import { type AdviceInput, type ClusterFacts, createClusterFacts } from './cluster-facts.ts';
import { createAksCommand } from './commands/az-aks.ts';
import { STOPPED } from './rules/not-running.ts';
import { RULES } from './rules.ts';
import { severityWhileStopped } from './severity-policy.ts';

/**
 * What an expert would say about a cluster, worst first; `[]` for one without live Windows node pools.
 * Same input, same output; the key of a finding (`keyOfFinding`) stays the same while its cause lasts.
 */
export function findAdvice(input: AdviceInput): readonly Finding[] {
  const facts = createClusterFacts(input);
  const { id: clusterId, name: cluster } = input.cluster;
  const findings = RULES.flatMap(({ name: rule, find, ...own }) =>
    find(facts)
      .flatMap((advice) => deferWhileStopped(advice, facts))
      .map(({ mattersWhileStopped: _, steps, ...advice }): Finding => {
        const traits = { ...ORDINARY, ...own };
        return { clusterId, cluster, rule, ...advice, commands: commandsOf(steps), steps, traits };
      }),
  );
  return findings.sort(compareFindings);
}

/** What concerns stopped nodes can wait until they are started, and says so; what is only good to know is left out. */
function deferWhileStopped(advice: Advice, { cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const pool = windowsPools.find(({ pool: { name } }) => name === advice.nodePool);
  const isClusterStopped = cluster.powerState === 'Stopped';
  if ((!isClusterStopped && pool?.isStopped !== true) || advice.subject === STOPPED) return [advice];
  if (advice.severity === 'info') return [];
  const steps = isClusterStopped ? startFirst(advice.steps, createAksCommand(cluster, 'start')) : advice.steps;
  if (advice.mattersWhileStopped) return [{ ...advice, steps }];
  const what = isClusterStopped ? 'cluster' : 'node pool';
  const summary = `${advice.summary.replace(/\.$/, '')}; the ${what} is stopped, so this applies when it is started.`;
  return [{ ...advice, severity: severityWhileStopped(advice.severity), summary, steps }];
}

/** A stopped cluster takes no other command than to start it. */
function startFirst(steps: readonly Step[], start: string): readonly Step[] {
  const first = steps.findIndex(({ commands }) => commands.length > 0);
  return steps.map((step, index) => {
    if (index !== first) return step;
    const title = `Start the cluster, whose nodes cost again from then on. ${step.title}`;
    return { ...step, title, commands: [start, ...step.commands] };
  });
}

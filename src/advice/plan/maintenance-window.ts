import type { Cluster } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { afterCheck, alternative, now } from '../advice.ts';
import { createClusterChildCommand } from '../commands/az-aks.ts';
import { findWindow, SCHEDULES, type Windowed } from '../upgrade-outlook.ts';

/** Looks for the window of what AKS does by itself, and adds one: a window that exists is kept, since it cannot be added again. */
export function planWindow(cluster: Cluster, of: Windowed): readonly Step[] {
  const window = findWindow(cluster, of);
  const look = now(
    cluster.maintenance
      ? `See the maintenance windows${window === null ? '' : `; yours for ${of} is ${window}`}; nothing is changed.`
      : 'See whether a maintenance window exists; nothing is changed.',
    createClusterChildCommand(cluster, 'maintenanceconfiguration list', '-o table'),
  );
  if (window !== null) return [look];
  const add = 'add a window at hours that suit; nothing that runs is touched.';
  if (cluster.maintenance && !cluster.maintenance.isPart)
    return [look, afterCheck(`There is none for ${of}: ${add}`, setWindow(cluster, of, 'add'))];
  return [
    look,
    afterCheck(`If ${SCHEDULES[of]} is not in the list, ${add}`, setWindow(cluster, of, 'add')),
    alternative(
      'If it is, keep it, or change it where its hours do not suit; nothing that runs is touched.',
      setWindow(cluster, of, 'update'),
    ),
  ];
}

/** A weekly window on Saturday night; the owner moves it to the hours that suit. */
function setWindow(cluster: Cluster, of: Windowed, verb: 'add' | 'update'): string {
  return createClusterChildCommand(
    cluster,
    `maintenanceconfiguration ${verb}`,
    ['--name', SCHEDULES[of]],
    '--schedule-type Weekly --day-of-week Saturday --interval-weeks 1 --start-time 02:00 --duration 4',
  );
}

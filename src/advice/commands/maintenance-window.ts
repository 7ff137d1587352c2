import type { Cluster } from '../../domain/cluster.ts';
import { createClusterChildCommand } from './az-aks.ts';

/** A weekly window on Saturday night for node images; the owner moves it to the hours that suit. */
export function createMaintenanceWindow(cluster: Cluster, verb: 'add' | 'update'): string {
  return createClusterChildCommand(
    cluster,
    `maintenanceconfiguration ${verb}`,
    '--name aksManagedNodeOSUpgradeSchedule --schedule-type Weekly --day-of-week Saturday --interval-weeks 1 --start-time 02:00 --duration 4',
  );
}

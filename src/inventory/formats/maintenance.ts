import { z } from 'zod';
import { describeIssues, type Fields, optionalText, requiredText } from '../fields.ts';
import type { ImportCollector } from '../import-collector.ts';
import { clusterOfId, findClusterId, type ReadOrigin } from '../read-cluster.ts';

const count = z.number().nullish();
const Schedule = z.object({
  daily: z.object({ intervaldays: count }).nullish(),
  weekly: z.object({ intervalweeks: count, dayofweek: optionalText }).nullish(),
  absolutemonthly: z.object({ intervalmonths: count, dayofmonth: count }).nullish(),
  relativemonthly: z.object({ intervalmonths: count, weekindex: optionalText, dayofweek: optionalText }).nullish(),
});
const Maintenance = z.object({
  name: requiredText,
  maintenancewindow: z
    .object({ schedule: Schedule.nullish(), durationhours: count, starttime: optionalText, utcoffset: optionalText })
    .nullish(),
});

/** Takes a maintenance window of a cluster (`az aks maintenanceconfiguration list`). */
export function collectMaintenance(fields: Fields, item: string, from: ReadOrigin, into: ImportCollector): void {
  const [ownId] = String(fields['id']).split(/\/maintenanceconfigurations\//i);
  const id = findClusterId({ id: ownId });
  const read = Maintenance.safeParse(fields);
  if (!id || !read.success) {
    into.refuse(item, read.success ? 'id: does not name the AKS cluster of the window' : describeIssues(read.error));
    return;
  }
  const { name, maintenancewindow: window } = read.data;
  const times = `from ${window?.starttime ?? '?'} (UTC${window?.utcoffset ?? '+00:00'}) for ${window?.durationhours ?? '?'} hours`;
  const days = describeSchedule(window?.schedule ?? {});
  const windows = [{ name, when: days === null ? null : `${days} ${times}` }];
  const cluster = { ...clusterOfId(id, from, []), maintenance: { asOf: from.asOf, windows } };
  into.addPart({ kind: 'maintenance-of-cluster', cluster, allPools: false, possibleIds: [] });
}

/** `weekly on Saturday`, `every 2 weeks on Saturday`; `null` for a schedule of another kind. */
function describeSchedule({ daily, weekly, absolutemonthly, relativemonthly }: z.output<typeof Schedule>) {
  if (daily) return every(daily.intervaldays, 'daily', 'days');
  if (weekly) return `${every(weekly.intervalweeks, 'weekly', 'weeks')} on ${weekly.dayofweek}`;
  if (absolutemonthly)
    return `${every(absolutemonthly.intervalmonths, 'monthly', 'months')} on day ${absolutemonthly.dayofmonth}`;
  if (!relativemonthly) return null;
  const { intervalmonths, weekindex, dayofweek } = relativemonthly;
  return `${every(intervalmonths, 'monthly', 'months')} on the ${weekindex?.toLowerCase()} ${dayofweek}`;
}

function every(interval: number | null | undefined, each: string, units: string): string {
  return interval && interval > 1 ? `every ${interval} ${units}` : each;
}

import type { Catalogue, Retirement } from '../domain/catalogue.ts';
import { compareMinors, type KubernetesVersion } from '../domain/kubernetes-version.ts';
import type { KubernetesLifecycle } from '../domain/lifecycle.ts';
import type { LifecycleFile } from './lifecycle.ts';
import { isOtherDay, statedByNote } from './merge-phases.ts';

/**
 * The Kubernetes calendar, oldest minor first. The polled page is kept up to date by AKS, so it wins over a release
 * note, whose differing date is kept as a contradiction; the bundled file fills in minors that the page lists no more,
 * and a minor that neither lists ends when its release note says.
 */
export function mergeKubernetesCalendar(catalogue: Catalogue, file: LifecycleFile): KubernetesLifecycle[] {
  const stated = new Map(
    catalogue.retirements
      .filter(({ phase, date, doubt }) => phase === 'retirement' && date !== null && !doubt)
      .flatMap((retirement) => {
        const minor = /^Kubernetes\/(\d+\.\d+)$/.exec(retirement.subject)?.[1];
        return minor === undefined ? [] : [[minor, retirement] as const];
      }),
  );
  const sourceUrl = file.sources['calendar']?.url ?? '';
  const rows = new Map<string, KubernetesVersion>(
    [...stated].map(([minor, retirement]) => [minor, rowOf(minor, retirement)]),
  );
  for (const row of file.kubernetesVersions) rows.set(row.minor, { ...row, sourceUrl });
  for (const row of catalogue.kubernetesVersions) rows.set(row.minor, row);
  return [...rows.values()]
    .map((row) => ({ ...row, contradictions: contradictionsOf(row, stated.get(row.minor)) }))
    .sort((a, b) => compareMinors(a.minor, b.minor));
}

function rowOf(minor: string, { date, url }: Retirement): KubernetesVersion {
  return { minor, generallyAvailableOn: null, endOfSupportOn: date, endOfLtsOn: null, sourceUrl: url };
}

/** Notes call both the end of support and the end of LTS a deprecation, so either of the two dates agrees. */
function contradictionsOf(
  row: KubernetesVersion,
  stated: Retirement | undefined,
): KubernetesLifecycle['contradictions'] {
  if (!stated) return [];
  const agrees = [row.endOfSupportOn, row.endOfLtsOn].some((date) => date !== null && !isOtherDay(stated, { date }));
  return agrees ? [] : [statedByNote(stated)];
}

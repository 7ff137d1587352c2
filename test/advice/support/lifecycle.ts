import type {
  Lifecycle,
  LifecyclePhase,
  NetworkEngine,
  OsSkuLifecycle,
  RetirementPhase,
} from '../../../src/domain/lifecycle.ts';
import type { OsSku } from '../../../src/domain/os-sku.ts';

/** One phase of an end, stated by a release note. */
export function buildPhase(
  phase: RetirementPhase,
  date: string | null,
  changes: Partial<LifecyclePhase> = {},
): LifecyclePhase {
  return {
    phase,
    date,
    fromKubernetes: null,
    statedOn: '2026-06-19',
    statedIn: '2026-06-19',
    url: `https://example.test/ends/${phase}`,
    quote: null,
    contradictions: [],
    ...changes,
  };
}

/** What is known of an OS SKU: nothing but its name unless the test says so. */
export function buildOsSkuLifecycle(osSku: OsSku, changes: Partial<OsSkuLifecycle> = {}): OsSkuLifecycle {
  return { osSku, minKubernetes: null, maxKubernetes: null, needsFips: false, phases: [], ...changes };
}

/** A Kubernetes row; dates of the calendar as AKS gives them, months or days. */
function buildKubernetes(
  minor: string,
  ga: string,
  end: string,
  ltsEnd: string,
): Lifecycle['kubernetesVersions'][number] {
  return {
    minor,
    generallyAvailableOn: ga,
    endOfSupportOn: end,
    endOfLtsOn: ltsEnd,
    sourceUrl: 'https://example.test/kubernetes-calendar',
    contradictions: [],
  };
}

function buildEngine(engine: string, title: string, osSkus: readonly OsSku[]): NetworkEngine {
  return { engine, title, osSkus, statedIn: 'Page', url: 'https://example.test/engines' };
}

/** What an expert knows on 20 August 2026, written by hand. */
export function buildLifecycle(changes: Partial<Lifecycle> = {}): Lifecycle {
  return {
    inPlaceMoves: [],
    platformSupport: { minorsBehind: 0 },
    platformUpgrades: {
      from: '2027-06-01',
      graceDays: 60,
      statedIn: 'Page',
      url: 'https://example.test/platform',
    },
    networkEngines: [
      buildEngine('calico', 'Calico', ['Windows2019', 'Windows2022']),
      buildEngine('azure', 'Azure Network Policy Manager', ['Windows2022']),
    ],
    osSkus: [
      buildOsSkuLifecycle('Windows2019', {
        maxKubernetes: '1.32',
        phases: [
          buildPhase('retirement', '2026-03-01'),
          buildPhase('image-removal', '2027-04-01'),
          buildPhase('no-new-node-pools', null, { fromKubernetes: '1.33' }),
        ],
      }),
      buildOsSkuLifecycle('Windows2022', {
        minKubernetes: '1.23',
        maxKubernetes: '1.36',
        phases: [
          buildPhase('retirement', '2028-06-30'),
          buildPhase('image-removal', '2029-06-30'),
          buildPhase('no-new-node-pools', null, { fromKubernetes: '1.37' }),
        ],
      }),
      buildOsSkuLifecycle('WindowsAnnual', {
        minKubernetes: '1.28',
        maxKubernetes: '1.33',
        phases: [buildPhase('retirement', '2026-05-15'), buildPhase('image-removal', '2027-05-15')],
      }),
      buildOsSkuLifecycle('Windows2025', { minKubernetes: '1.32', needsFips: true }),
    ],
    features: [
      { subject: 'WindowsFeature/AzureNPM', phases: [buildPhase('retirement', '2026-09-30')] },
      { subject: 'WindowsFeature/kubenet', phases: [buildPhase('retirement', '2028-03-31')] },
    ],
    kubernetesVersions: [
      buildKubernetes('1.31', '2024-11', '2025-11-01', '2026-11'),
      buildKubernetes('1.32', '2025-04', '2026-03', '2027-03'),
      buildKubernetes('1.33', '2025-06', '2026-07', '2027-07'),
      buildKubernetes('1.34', '2025-11', '2026-11', '2027-11'),
      buildKubernetes('1.35', '2026-03', '2027-03', '2028-03'),
      buildKubernetes('1.36', '2026-06', '2027-06', '2028-06'),
      buildKubernetes('1.37', '2026-10', '2027-10', '2028-10'),
    ],
    ...changes,
  };
}

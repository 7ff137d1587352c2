import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../src/catalogue/build-catalogue.ts';
import { type LifecycleFile, loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../src/catalogue/merge-lifecycle.ts';
import type { Announcement } from '../../src/domain/announcement.ts';
import type { KubernetesVersion } from '../../src/domain/kubernetes-version.ts';
import { findOsSkuLifecycle } from '../../src/domain/lifecycle.ts';
import { EMPTY_CATALOGUE, image, NOTHING_ELSE_READ, statement } from './support/announce.ts';

const FILE: LifecycleFile = {
  asOf: '2026-08-21',
  sources: {
    page: { title: 'The retirement page', url: 'https://example.test/retirement' },
    calendar: { title: 'The calendar', url: 'https://example.test/calendar' },
  },
  osSkus: [
    {
      osSku: 'Windows2022',
      minKubernetes: '1.23',
      maxKubernetes: '1.36',
      needsFips: false,
      ends: [
        { phase: 'retirement', date: '2028-06-30', fromKubernetes: null, statedOn: '2026-06-09', source: 'page' },
        { phase: 'no-new-node-pools', date: null, fromKubernetes: '1.37', statedOn: '2026-06-09', source: 'page' },
      ],
    },
  ],
  inPlaceMoves: [],
  platformUpgrades: { from: '2027-06-01', graceDays: 60, statedOn: '2026-01-01', source: 'page' },
  platformSupport: { minorsBehind: 3, statedOn: '2026-01-01', source: 'page' },
  networkEngines: [],
  features: [],
  kubernetesVersions: [
    { minor: '1.30', generallyAvailableOn: '2024-07', endOfSupportOn: '2025-08-22', endOfLtsOn: '2026-07' },
  ],
};

function merge(announcements: readonly Announcement[], kubernetesVersions: readonly KubernetesVersion[] = []) {
  return mergeLifecycle(buildCatalogue({ announcements, ...NOTHING_ELSE_READ, kubernetesVersions }), FILE);
}

function phaseOf(announcements: readonly Announcement[], phase: string) {
  const entry = findOsSkuLifecycle(merge(announcements), 'Windows2022');
  return entry?.phases.find((candidate) => candidate.phase === phase);
}

describe('mergeLifecycle, OS SKUs', () => {
  it('gives the file where no note was read', () => {
    const lifecycle = mergeLifecycle(EMPTY_CATALOGUE, FILE);
    expect(findOsSkuLifecycle(lifecycle, 'Windows2022')).toMatchObject({
      minKubernetes: '1.23',
      maxKubernetes: '1.36',
    });
    expect(phaseOf([], 'retirement')).toEqual({
      phase: 'retirement',
      date: '2028-06-30',
      fromKubernetes: null,
      statedOn: '2026-06-09',
      statedIn: 'The retirement page',
      url: 'https://example.test/retirement',
      quote: null,
      contradictions: [],
    });
    expect(findOsSkuLifecycle(lifecycle, 'Windows1')).toBeNull();
  });

  it('believes a newer note, and keeps what the file says as a contradiction', () => {
    expect(phaseOf([statement('Windows2022', '2029-01-31', '2026-09-01')], 'retirement')).toMatchObject({
      date: '2029-01-31',
      statedOn: '2026-09-01',
      statedIn: '2026-09-01',
      quote: 'Windows2022 ends 2029-01-31 (2026-09-01)',
      contradictions: [expect.objectContaining({ date: '2028-06-30', statedIn: 'The retirement page' })],
    });
  });

  it('believes the file over an older note, whose date stays as a contradiction with its quote', () => {
    expect(phaseOf([statement('Windows2022', '2027-03-15', '2024-03-17')], 'retirement')).toMatchObject({
      date: '2028-06-30',
      contradictions: [expect.objectContaining({ date: '2027-03-15', statedIn: '2024-03-17', statedOn: '2024-03-17' })],
    });
  });

  it('sees no contradiction in the same date, its month, a missing date or a mistyped one', () => {
    for (const word of [
      statement('Windows2022', '2028-06-30', '2026-06-19'),
      statement('Windows2022', '2028-06', '2025-01-01'),
      statement('Windows2022', null, '2026-09-01'),
      statement('Windows2022', '2020-06-30', '2026-09-01', { doubt: 'past-date' }),
    ]) {
      expect(phaseOf([word], 'retirement'), word.quote).toMatchObject({ date: '2028-06-30', contradictions: [] });
    }
  });

  it('moves the last Kubernetes minor by a newer bound and not by an older one', () => {
    const bound = (fromKubernetes: string, tag: string) =>
      statement('Windows2022', null, tag, { phase: 'no-new-node-pools', fromKubernetes });
    const maxOf = (word: Announcement) => findOsSkuLifecycle(merge([word]), 'Windows2022')?.maxKubernetes;
    expect(maxOf(bound('1.39', '2026-09-01'))).toBe('1.38');
    expect(maxOf(bound('1.35', '2024-03-17'))).toBe('1.36');
    expect(phaseOf([bound('1.35', '2024-03-17')], 'no-new-node-pools')).toMatchObject({
      fromKubernetes: '1.37',
      contradictions: [expect.objectContaining({ fromKubernetes: '1.35' })],
    });
  });

  it('has an entry for an OS SKU and for a feature that only notes know', () => {
    const lifecycle = merge([
      image('27842.1000.270110', '2027-01-20'),
      statement('Windows2031', '2040-01-01', '2027-01-20'),
      statement('WindowsFeature/DockerRuntime', '2023-05-01', '2023-03-05'),
      statement('Kubernetes/1.30', '2025-08-22', '2025-06-17'),
    ]);
    expect(lifecycle.osSkus.map(({ osSku }) => osSku)).toEqual(['Windows2022', 'Windows27842', 'Windows2031']);
    expect(findOsSkuLifecycle(lifecycle, 'Windows2031')).toMatchObject({ maxKubernetes: null, needsFips: false });
    expect(findOsSkuLifecycle(lifecycle, 'Windows2031')?.phases).toMatchObject([
      { phase: 'retirement', date: '2040-01-01' },
    ]);
    expect(lifecycle.features).toMatchObject([
      { subject: 'WindowsFeature/DockerRuntime', phases: [{ date: '2023-05-01' }] },
    ]);
  });

  it('knows from the bundled file which OS SKUs end when', () => {
    const lifecycle = mergeLifecycle(EMPTY_CATALOGUE, loadLifecycleFile());
    const dates = lifecycle.osSkus.map(({ osSku, maxKubernetes, phases }) => {
      return [osSku, maxKubernetes, phases.find(({ phase }) => phase === 'retirement')?.date ?? null];
    });
    expect(dates).toEqual([
      ['Windows2019', '1.32', '2026-03-01'],
      ['Windows2022', '1.36', '2028-06-30'],
      ['WindowsAnnual', '1.33', '2026-05-15'],
      ['Windows2025', null, null],
    ]);
  });
});

describe('mergeLifecycle, Kubernetes', () => {
  const polled: KubernetesVersion = {
    minor: '1.30',
    generallyAvailableOn: '2024-07',
    endOfSupportOn: '2025-09-30',
    endOfLtsOn: '2026-07',
    sourceUrl: 'https://example.test/polled',
  };

  it('takes the polled calendar before the bundled one, and the bundled one where the page lists nothing', () => {
    expect(merge([], [polled]).kubernetesVersions).toEqual([{ ...polled, contradictions: [] }]);
    expect(merge([]).kubernetesVersions).toMatchObject([
      { minor: '1.30', endOfSupportOn: '2025-08-22', sourceUrl: 'https://example.test/calendar' },
    ]);
  });

  it('keeps a release note that says otherwise as a contradiction', () => {
    const said = statement('Kubernetes/1.30', '2025-07-30', '2025-06-17');
    expect(merge([said], [polled]).kubernetesVersions[0]).toMatchObject({
      endOfSupportOn: '2025-09-30',
      contradictions: [{ date: '2025-07-30', statedIn: '2025-06-17', quote: said.quote }],
    });
  });

  it.each(['2025-09-30', '2025-09', '2026-07-31', '2026-07'])('takes %s for one of the two ends of the row', (date) => {
    const said = statement('Kubernetes/1.30', date, '2025-06-17');
    expect(merge([said], [polled]).kubernetesVersions[0]).toMatchObject({ contradictions: [] });
  });

  it('ends a minor that no calendar lists when its release note says', () => {
    const lifecycle = merge([
      statement('Kubernetes/1.28', '2025-01-30', '2025-01-06'),
      statement('Kubernetes/1.27', null, '2025-01-06'),
      statement('Kubernetes/1.26', '2025-01-30', '2025-01-06', { phase: 'lts-only' }),
    ]);
    expect(lifecycle.kubernetesVersions.map(({ minor, endOfSupportOn }) => [minor, endOfSupportOn])).toEqual([
      ['1.28', '2025-01-30'],
      ['1.30', '2025-08-22'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const MINOR = /^\d+\.\d+$/;
const PHASES = ['retirement', 'no-new-node-pools', 'no-new-images', 'image-removal'];
const file = loadLifecycleFile();
const ends = [...file.osSkus, ...file.features].flatMap((entry) => entry.ends);

describe('lifecycle.json', () => {
  it('names a source with an address for every end, and no source that nobody uses', () => {
    const facts = [
      ...ends,
      ...ends.flatMap(({ previous = [] }) => previous),
      ...(file.inPlaceMoves ?? []),
      ...(file.networkEngines ?? []),
      ...[file.platformUpgrades, file.platformSupport].filter((fact) => fact !== undefined),
    ];
    const used = new Set([...facts.map(({ source }) => source), 'calendar']);
    expect(Object.keys(file.sources).sort()).toEqual([...used].sort());
    for (const { title, url } of Object.values(file.sources)) {
      expect(title).not.toBe('');
      expect(new URL(url).protocol).toBe('https:');
    }
  });

  it('holds only dates, phases and Kubernetes minors that the code understands', () => {
    for (const end of ends) {
      expect(PHASES).toContain(end.phase);
      expect(end.statedOn <= file.asOf && DATE.test(end.statedOn), JSON.stringify(end)).toBe(true);
      expect(end.date ?? '2000-01').toMatch(DATE);
      expect(end.fromKubernetes ?? '1.0').toMatch(MINOR);
      expect(end.date !== null || end.fromKubernetes !== null, JSON.stringify(end)).toBe(true);
    }
    for (const row of file.kubernetesVersions) {
      expect(row.minor).toMatch(MINOR);
      for (const date of [row.generallyAvailableOn, row.endOfSupportOn, row.endOfLtsOn]) expect(date).toMatch(DATE);
    }
  });

  it('dates every fact, and keeps what Windows Server 2022 was announced with before', () => {
    const facts = [
      ...(file.inPlaceMoves ?? []),
      ...(file.networkEngines ?? []),
      file.platformUpgrades,
      file.platformSupport,
    ];
    for (const fact of facts) expect(fact?.statedOn).toMatch(DATE);
    const own = file.osSkus.find(({ osSku }) => osSku === 'Windows2022')?.ends ?? [];
    expect(own.flatMap(({ previous = [] }) => previous).map((word) => word.date ?? word.fromKubernetes)).toEqual([
      '2027-03-15',
      '2028-04-01',
      '1.36',
      '1.35',
    ]);
  });

  it('lists each OS SKU once', () => {
    const names = file.osSkus.map(({ osSku }) => osSku);
    expect(names).toEqual([...new Set(names)]);
  });

  it('bounds an OS SKU by the minor before the first one that takes no new pools', () => {
    for (const { maxKubernetes, ends: own } of file.osSkus) {
      const from = own.find(
        ({ phase, fromKubernetes }) => phase === 'no-new-node-pools' && fromKubernetes,
      )?.fromKubernetes;
      const [major, minor] = (from ?? '').split('.').map(Number);
      expect(maxKubernetes).toBe(minor === undefined ? null : `${major}.${minor - 1}`);
    }
  });
});

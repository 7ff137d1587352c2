import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareNodeImageVersions,
  isRebuildOf,
  type NodeImageVersion,
  parseNodeImageName,
  parseNodeImageVersion,
} from '../../src/domain/node-image-version.ts';

function version(text: string): NodeImageVersion {
  const parsed = parseNodeImageVersion(text);
  if (!parsed) throw new Error(`${text} did not parse`);
  return parsed;
}

const arbitraryVersion = fc
  .tuple(
    fc.constantFrom(17763, 20348, 25398, 26100),
    fc.nat(40_000),
    fc.date({ min: new Date('2019-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
  )
  .map(([build, revision, day]) => `${build}.${revision}.${day.toISOString().slice(2, 10).replaceAll('-', '')}`);

describe('parseNodeImageVersion', () => {
  test.each([
    ['20348.5386.260715', 'Windows2022', '2026-07-15'],
    ['17763.8389.260210', 'Windows2019', '2026-02-10'],
    ['26100.33158.260715', 'Windows2025', '2026-07-15'],
    ['25398.2330.260513', 'WindowsAnnual', '2026-05-13'],
    ['27842.1000.270113', 'Windows27842', '2027-01-13'],
  ])('reads %s as %s built on %s', (text, osSku, builtOn) => {
    expect(parseNodeImageVersion(text)).toMatchObject({ text, osSku, builtOn });
  });

  test.each([
    '',
    '20348.5386',
    '20348.5386.261332',
    '20348.5386.260230',
    'v20348.5386.260715',
    '20348.5386.260715.',
    '2034.1.260715',
  ])('returns null for %j', (text) => {
    expect(parseNodeImageVersion(text)).toBeNull();
  });
});

describe('compareNodeImageVersions', () => {
  test.each([
    ['26100.7462.251212', '26100.32230.260120'],
    ['20348.887.220810', '20348.5386.260715'],
    ['20348.1906.230808', '20348.1906.230809'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareNodeImageVersions(version(older), version(newer))).toBeLessThan(0);
    expect(compareNodeImageVersions(version(newer), version(older))).toBeGreaterThan(0);
  });

  test('is a total order over any versions', () => {
    fc.assert(
      fc.property(fc.array(arbitraryVersion, { minLength: 3, maxLength: 3 }), (texts) => {
        const [a, b, c] = texts.map(version) as [NodeImageVersion, NodeImageVersion, NodeImageVersion];
        expect(Math.sign(compareNodeImageVersions(a, b))).toBe(-Math.sign(compareNodeImageVersions(b, a)) || 0);
        if (compareNodeImageVersions(a, b) <= 0 && compareNodeImageVersions(b, c) <= 0) {
          expect(compareNodeImageVersions(a, c)).toBeLessThanOrEqual(0);
        }
        if (compareNodeImageVersions(a, b) === 0)
          expect(a.text.replace(/\.0+(?=\d)/g, '.')).toBe(b.text.replace(/\.0+(?=\d)/g, '.'));
      }),
    );
  });

  test('a rebuild has the same revision on a later day, a patch a greater revision', () => {
    expect(isRebuildOf(version('20348.1906.230809'), version('20348.1906.230808'))).toBe(true);
    expect(isRebuildOf(version('20348.5386.260715'), version('20348.5256.260610'))).toBe(false);
  });
});

describe('parseNodeImageName', () => {
  test.each([
    ['AKSWindows-2019-17763.1817.210310', 'AKSWindows-2019', 1],
    ['AKSWindows-2022-containerd-20348.3207.250214', 'AKSWindows-2022-containerd', 1],
    ['AKSWindows-2022-containerd-gen2-20348.4529.251212', 'AKSWindows-2022-containerd-gen2', 2],
    ['AKSWindows-23H2-gen2-25398.1425.250214', 'AKSWindows-23H2-gen2', 2],
    ['AKSWindows-2025-gen2-tl-26100.33158.260715', 'AKSWindows-2025-gen2-tl', 2],
    ['AKSWindows-2027-hotpatch-core-28000.1.280101', 'AKSWindows-2027-hotpatch-core', 1],
  ])('takes %s apart', (text, definition, generation) => {
    expect(parseNodeImageName(text)).toMatchObject({ definition, generation });
  });

  test.each([
    'AKSUbuntu-2204gen2containerd-202607.09.0',
    '20348.5386.260715',
    'AKSWindows-2022-containerd',
    "AKSWindows-2022-containerd-20348.1.260715'; rm -rf /",
  ])('returns null for %j', (text) => {
    expect(parseNodeImageName(text)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../src/catalogue/build-catalogue.ts';
import { diffCatalogues } from '../../src/catalogue/diff-catalogues.ts';
import { loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../src/catalogue/merge-lifecycle.ts';
import type { Announcement } from '../../src/domain/announcement.ts';
import { lastDayOf } from '../../src/domain/calendar-date.ts';
import { EMPTY_CATALOGUE, image, NOTHING_ELSE_READ, statement } from './support/announce.ts';

const tag = fc
  .integer({ min: 0, max: 1500 })
  .map((day) => new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10));
const version = fc.constantFrom(
  '20348.887.220810',
  '20348.4052.250823',
  '26100.7462.251212',
  '27842.1.260101',
  'no version',
);
const date = fc.constantFrom(null, '2026-03', '2026-03-01', '2026-03-31', '2027-04-01', '2028-06-30');
const announcement: fc.Arbitrary<Announcement> = fc.oneof(
  fc
    .record({ version, linkedVersion: fc.option(version), tag })
    .map(({ tag: name, ...more }) => image(more.version, name, more)),
  fc
    .record({
      subject: fc.constantFrom('Windows2019', 'Windows2022', 'Kubernetes/1.30', 'WindowsFeature/X'),
      date,
      tag,
      phase: fc.constantFrom('retirement' as const, 'date-changed' as const, 'no-new-node-pools' as const),
      doubt: fc.constantFrom(null, 'past-date' as const),
      fromKubernetes: fc.constantFrom(null, '1.33', '1.37'),
    })
    .map(({ subject, date: day, tag: name, ...more }) => statement(subject, day, name, more)),
);
const announcements = fc.array(announcement, { maxLength: 30 });
const knownNotesFiles = fc.uniqueArray(version, { maxLength: 3 }).map((files) => new Set(files));

function build(all: readonly Announcement[], files: ReadonlySet<string>) {
  return buildCatalogue({ announcements: all, ...NOTHING_ELSE_READ, knownNotesFiles: files });
}

describe('the catalogue, whatever was announced', () => {
  it('has each version once, at most one newest an OS SKU, and each subject and phase once', () => {
    fc.assert(
      fc.property(announcements, knownNotesFiles, (all, files) => {
        const { images, retirements } = build(all, files);
        const versions = images.map((entry) => entry.version);
        expect(versions).toEqual([...new Set(versions)]);
        const newest = images.filter(({ state }) => state === 'newest').map(({ osSku }) => osSku);
        expect(newest.sort()).toEqual([...new Set(images.map(({ osSku }) => osSku))].sort());
        expect(images.map(({ builtOn }) => builtOn)).toEqual(
          images
            .map(({ builtOn }) => builtOn)
            .sort()
            .reverse(),
        );
        const keys = retirements.map(({ subject, phase }) => `${subject}|${phase}`);
        expect(keys).toEqual([...new Set(keys)]);
      }),
    );
  });

  it('keeps in each retirement every dated statement that is not in doubt', () => {
    fc.assert(
      fc.property(announcements, (all) => {
        const { retirements } = build(all, new Set());
        for (const stated of all) {
          if (stated.kind !== 'retirement' || stated.doubt || stated.date === null) continue;
          const phase = stated.phase === 'date-changed' ? 'retirement' : stated.phase;
          const entry = retirements.find(
            (candidate) => candidate.subject === stated.subject && candidate.phase === phase,
          );
          const kept = [entry?.date, ...(entry?.previous ?? []).map((earlier) => earlier.date)];
          // A month is kept by its last day, or any day in it.
          const isKept = kept.some(
            (date) => date && (lastDayOf(date) === lastDayOf(stated.date ?? '') || date.startsWith(stated.date ?? '')),
          );
          expect(isKept, `${stated.date} of ${kept.join()}`).toBe(true);
        }
      }),
    );
  });

  it('is the same for the same input and changes nothing against itself', () => {
    fc.assert(
      fc.property(announcements, knownNotesFiles, (all, files) => {
        const catalogue = build(all, files);
        expect(build(all, files)).toEqual(catalogue);
        expect(diffCatalogues(catalogue, catalogue)).toEqual([]);
        const added = diffCatalogues(EMPTY_CATALOGUE, catalogue);
        const announced = catalogue.images.filter(
          ({ announcedIn, state }) => announcedIn !== null && state !== 'withdrawn',
        );
        expect(added).toHaveLength(announced.length + catalogue.retirements.length);
      }),
    );
  });

  it('always merges with the bundled file, never losing an OS SKU of it', () => {
    const file = loadLifecycleFile();
    fc.assert(
      fc.property(announcements, (all) => {
        const lifecycle = mergeLifecycle(build(all, new Set()), file);
        const names = lifecycle.osSkus.map(({ osSku }) => osSku);
        expect(names).toEqual([...new Set(names)]);
        expect(names).toEqual(expect.arrayContaining(file.osSkus.map(({ osSku }) => osSku)));
      }),
    );
  });
});

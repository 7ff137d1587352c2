import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../src/catalogue/build-catalogue.ts';
import { diffCatalogues } from '../../src/catalogue/diff-catalogues.ts';
import type { Announcement } from '../../src/domain/announcement.ts';
import type { CatalogueChange } from '../../src/domain/catalogue.ts';
import { EMPTY_CATALOGUE, image, NOTHING_ELSE_READ, release, statement } from './support/announce.ts';

function catalogueOf(announcements: readonly Announcement[], withdrawn: readonly string[] = []) {
  const withdrawnDocumentIds = new Set(withdrawn.map((tag) => release(tag).documentId));
  return buildCatalogue({ announcements, ...NOTHING_ELSE_READ, withdrawnDocumentIds });
}

function brief(changes: readonly CatalogueChange[]): string[] {
  return changes.map((change) => {
    if ('image' in change) return `${change.kind} ${change.image.version} ${change.image.state}`;
    const moved = change.kind === 'retirement-moved' ? `${change.from} -> ` : '';
    return `${change.kind} ${change.retirement.subject} ${moved}${change.retirement.date}`;
  });
}

const JULY = image('20348.3932.250714', '2025-08-01');
const AUGUST = image('20348.4052.250823', '2025-09-01');
const FIRST = statement('Windows2022', '2027-03-15', '2024-03-17');
const MOVED = statement('Windows2022', '2028-06-30', '2026-06-19', { phase: 'date-changed' });

describe('diffCatalogues', () => {
  it('finds everything added from nothing, and nothing from itself', () => {
    const catalogue = catalogueOf([JULY, AUGUST, FIRST]);
    expect(brief(diffCatalogues(EMPTY_CATALOGUE, catalogue))).toEqual([
      'image-added 20348.4052.250823 newest',
      'image-added 20348.3932.250714 superseded',
      'retirement-added Windows2022 2027-03-15',
    ]);
    expect(diffCatalogues(catalogue, catalogue)).toEqual([]);
  });

  it('is silent about an image announced again and a retirement repeated', () => {
    const repeated = [image('20348.3932.250714', '2025-09-01'), statement('Windows2022', '2027-03-15', '2025-09-01')];
    expect(diffCatalogues(catalogueOf([JULY, FIRST]), catalogueOf([JULY, FIRST, ...repeated]))).toEqual([]);
  });

  it('is silent about an image that a newer one superseded', () => {
    expect(brief(diffCatalogues(catalogueOf([JULY]), catalogueOf([JULY, AUGUST])))).toEqual([
      'image-added 20348.4052.250823 newest',
    ]);
  });

  it('tells of an image when a release announces it, though its notes file was there before', () => {
    const withNotes = (announcements: readonly Announcement[]) =>
      buildCatalogue({ announcements, ...NOTHING_ELSE_READ, knownNotesFiles: new Set(['20348.4052.250823']) });
    expect(diffCatalogues(withNotes([JULY]), withNotes([JULY]))).toEqual([]);
    expect(brief(diffCatalogues(catalogueOf([JULY]), withNotes([JULY])))).toEqual([]);
    expect(brief(diffCatalogues(withNotes([JULY]), withNotes([JULY, AUGUST])))).toEqual([
      'image-added 20348.4052.250823 newest',
    ]);
  });

  it('is silent where only the plan became known that a note meant', () => {
    const said = statement('Kubernetes/1.30', '2026-07', '2026-06-19');
    const row = { minor: '1.30', generallyAvailableOn: null, sourceUrl: 'https://example.test/calendar' };
    const known = buildCatalogue({
      ...NOTHING_ELSE_READ,
      announcements: [said],
      kubernetesVersions: [{ ...row, endOfSupportOn: '2025-08-22', endOfLtsOn: '2026-07' }],
    });
    expect(known.retirements).toMatchObject([{ plan: 'lts' }]);
    expect(diffCatalogues(catalogueOf([said]), known)).toEqual([]);
    expect(diffCatalogues(known, catalogueOf([said]))).toEqual([]);
  });

  it('says from which date a retirement moved', () => {
    expect(brief(diffCatalogues(catalogueOf([FIRST]), catalogueOf([FIRST, MOVED])))).toEqual([
      'retirement-moved Windows2022 2027-03-15 -> 2028-06-30',
    ]);
  });

  it('reports a first date and, without dates, a moved Kubernetes bound; not the month that became its last day', () => {
    const undated = statement('Kubernetes/1.30', null, '2025-01-01');
    const dated = statement('Kubernetes/1.30', '2025-07-30', '2025-06-17');
    expect(brief(diffCatalogues(catalogueOf([undated]), catalogueOf([undated, dated])))).toEqual([
      'retirement-moved Kubernetes/1.30 null -> 2025-07-30',
    ]);
    const bound = (fromKubernetes: string, tag: string) => statement('Windows2022', null, tag, { fromKubernetes });
    const before = bound('1.35', '2024-03-17');
    expect(brief(diffCatalogues(catalogueOf([before]), catalogueOf([before, bound('1.37', '2026-06-19')])))).toEqual([
      'retirement-moved Windows2022 null -> null',
    ]);
    const dated133 = statement('Windows2019', '2026-03-01', '2023-06-04', { fromKubernetes: '1.33' });
    const dated132 = statement('Windows2019', '2026-03-01', '2023-03-05', { fromKubernetes: '1.32' });
    expect(diffCatalogues(catalogueOf([dated132]), catalogueOf([dated132, dated133]))).toEqual([]);
    const month = statement('Kubernetes/1.17', '2021-03', '2021-03-08');
    const day = statement('Kubernetes/1.17', '2021-03-31', '2021-03-22');
    expect(diffCatalogues(catalogueOf([month]), catalogueOf([month, day]))).toEqual([]);
  });

  it('reports what a withdrawn document took away, once', () => {
    const before = catalogueOf([JULY, AUGUST, FIRST]);
    const after = catalogueOf([JULY, AUGUST, FIRST], ['2025-09-01', '2024-03-17']);
    expect(brief(diffCatalogues(before, after))).toEqual([
      'image-withdrawn 20348.4052.250823 withdrawn',
      'retirement-withdrawn Windows2022 2027-03-15',
    ]);
    expect(diffCatalogues(after, after)).toEqual([]);
  });

  it('reports an image that comes back as added', () => {
    const gone = catalogueOf([AUGUST], ['2025-09-01']);
    expect(brief(diffCatalogues(gone, catalogueOf([AUGUST])))).toEqual(['image-added 20348.4052.250823 newest']);
  });
});

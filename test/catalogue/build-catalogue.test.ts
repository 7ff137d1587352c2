import { describe, expect, it } from 'vitest';
import { buildCatalogue, type CatalogueInput } from '../../src/catalogue/build-catalogue.ts';
import type { Announcement } from '../../src/domain/announcement.ts';
import { buildArrivals } from '../advice/support/builders.ts';
import { image, NOTHING_ELSE_READ, release, statement } from './support/announce.ts';

function build(announcements: readonly Announcement[], more: Partial<CatalogueInput> = {}) {
  return buildCatalogue({ announcements, ...NOTHING_ELSE_READ, ...more });
}

describe('buildCatalogue, images', () => {
  it('keeps one image for a version that two releases announce, and the earlier one announced it', () => {
    const { images } = build([image('20348.4052.250823', '2025-09-10'), image('20348.4052.250823', '2025-09-01')]);
    expect(images).toHaveLength(1);
    expect(images[0]).toMatchObject({
      announcedIn: '2025-09-01',
      announcedAt: '2025-09-01T08:00:00Z',
      announcementUrl: 'https://example.test/releases/2025-09-01',
      sources: ['2025-09-01', '2025-09-10'],
      builtOn: '2025-08-23',
    });
  });

  it('takes the linked version where only its notes file exists, and keeps the wrong label', () => {
    const typo = image('20348.2340.240410', '2024-04-28', {
      linkedVersion: '20348.2402.240410',
      link: 'https://example.test/2022/20348.2402.240410.txt',
    });
    const { images } = build([typo], { knownNotesFiles: new Set(['20348.2402.240410']) });
    expect(images).toHaveLength(1);
    expect(images[0]).toMatchObject({
      version: '20348.2402.240410',
      announcedAs: '20348.2340.240410',
      notesUrl: 'https://example.test/2022/20348.2402.240410.txt',
    });
  });

  it.each([
    ['only the label has a file', ['20348.2762.241009']],
    ['both have a file', ['20348.2762.241009', '20348.2700.240911']],
    ['neither has a file', []],
  ])('takes the label when %s', (_case, files) => {
    const { images } = build([image('20348.2762.241009', '2024-10-25', { linkedVersion: '20348.2700.240911' })], {
      knownNotesFiles: new Set(files),
    });
    const announced = images.filter(({ announcedIn }) => announcedIn !== null);
    expect(announced.map(({ version, announcedAs }) => [version, announcedAs])).toEqual([['20348.2762.241009', null]]);
  });

  it('takes the newer of two images that both have a file: the label is left over from the release before', () => {
    const stale = image('20348.707.220525', '2022-06-19', { linkedVersion: '20348.768.220615' });
    const otherBuild = image('17763.2928.220525', '2022-06-19', { linkedVersion: '20348.768.220615' });
    const knownNotesFiles = new Set(['20348.707.220525', '20348.768.220615', '17763.2928.220525']);
    const { images } = build([image('20348.707.220525', '2022-05-29'), stale, otherBuild], { knownNotesFiles });
    expect(images.map(({ version, announcedIn, announcedAs }) => [version, announcedIn, announcedAs])).toEqual([
      ['20348.768.220615', '2022-06-19', '20348.707.220525'],
      ['20348.707.220525', '2022-05-29', null],
      ['17763.2928.220525', '2022-06-19', null],
    ]);
  });

  it('takes the link where the label is no version, and the label where the link is none', () => {
    const { images } = build([
      image('20348.707', '2022-06-19', { linkedVersion: '20348.768.220615' }),
      image('17763.2928.220525', '2022-06-19', { linkedVersion: '17763.x' }),
    ]);
    expect(images.map(({ version, announcedAs }) => [version, announcedAs])).toEqual([
      ['20348.768.220615', '20348.707'],
      ['17763.2928.220525', null],
    ]);
  });

  it('never gives the notes of another image, nor a link that is no web address', () => {
    const { images } = build(
      [
        image('20348.2762.241009', '2024-10-25', {
          linkedVersion: '20348.2700.240911',
          link: 'https://example.test/wrong',
        }),
        image('17763.6414.241010', '2024-10-25', { linkedVersion: '17763.6414.241010', link: 'javascript:alert(1)' }),
      ],
      { notesUrlOf: (version) => (version.startsWith('2') ? `https://files.test/${version}` : null) },
    );
    expect(images.map(({ notesUrl }) => notesUrl)).toEqual([null, 'https://files.test/20348.2762.241009']);
  });

  it('skips an announcement whose version does not parse', () => {
    expect(build([image('20348.4052', '2025-09-01'), image('20348.4052.251399', '2025-09-01')]).images).toEqual([]);
  });

  it('knows an image of which only a notes file exists', () => {
    const { images } = build([], {
      knownNotesFiles: new Set(['20348.3207.250214', '0348.2402.240410']),
      notesUrlOf: (version) => `https://files.test/${version}`,
    });
    expect(images).toEqual([
      expect.objectContaining({
        version: '20348.3207.250214',
        announcedIn: null,
        state: 'newest',
        sources: ['https://files.test/20348.3207.250214'],
      }),
    ]);
  });

  it('calls one image newest per OS SKU by build day and revision, not by text or by release order', () => {
    const { images } = build([
      image('20348.5386.260715', '2026-07-17'),
      image('20348.887.220810', '2026-08-01'),
      image('26100.7462.251212', '2026-01-04'),
      image('26100.32230.260120', '2026-02-08'),
    ]);
    expect(images.map(({ version, state }) => `${version} ${state}`)).toEqual([
      '20348.5386.260715 newest',
      '26100.32230.260120 newest',
      '26100.7462.251212 superseded',
      '20348.887.220810 superseded',
    ]);
  });

  it('gives an unknown build a family of its own', () => {
    const { images } = build([image('27842.1000.270110', '2027-01-20'), image('20348.5386.260715', '2026-07-17')]);
    expect(images.map(({ osSku, state }) => [osSku, state])).toEqual([
      ['Windows27842', 'newest'],
      ['Windows2022', 'newest'],
    ]);
  });

  it('marks an image withdrawn when no listed document names it, and then an older one is newest', () => {
    const announcements = [image('20348.4052.250823', '2025-09-01'), image('20348.3932.250714', '2025-08-01')];
    const withdrawnDocumentIds = new Set([release('2025-09-01').documentId]);
    const states = (more: Partial<CatalogueInput>) =>
      build(announcements, { withdrawnDocumentIds, ...more }).images.map(({ state }) => state);
    expect(states({})).toEqual(['withdrawn', 'newest']);
    expect(states({ knownNotesFiles: new Set(['20348.4052.250823']) })).toEqual(['newest', 'superseded']);
  });

  it('names the release that still lists an image when the first one was withdrawn', () => {
    const { images } = build([image('20348.4052.250823', '2025-09-01'), image('20348.4052.250823', '2025-09-10')], {
      withdrawnDocumentIds: new Set([release('2025-09-01').documentId]),
    });
    expect(images[0]).toMatchObject({ announcedIn: '2025-09-10', sources: ['2025-09-10'], state: 'newest' });
  });
});

describe('buildCatalogue, the rest', () => {
  it('drops a retirement that only a withdrawn document states', () => {
    const input = [
      statement('Windows2022', '2027-03-15', '2024-03-17'),
      statement('Windows2022', '2028-06-30', '2026-06-19'),
    ];
    const withdrawnDocumentIds = new Set([release('2026-06-19').documentId]);
    expect(build(input, { withdrawnDocumentIds }).retirements).toEqual([
      expect.objectContaining({ date: '2027-03-15', statedIn: '2024-03-17', previous: [] }),
    ]);
  });

  it('lists Kubernetes minors as numbers, one row each, the later row winning', () => {
    const row = (minor: string, endOfSupportOn: string) => {
      return { minor, generallyAvailableOn: null, endOfSupportOn, endOfLtsOn: null, sourceUrl: 'https://example.test' };
    };
    const kubernetesVersions = [row('1.10', '2019-10-25'), row('1.9', '2019-01'), row('1.10', '2019-11')];
    const rows = build([], { kubernetesVersions }).kubernetesVersions;
    expect(rows.map(({ minor, endOfSupportOn }) => [minor, endOfSupportOn])).toEqual([
      ['1.9', '2019-01'],
      ['1.10', '2019-11'],
    ]);
  });
});

describe('buildCatalogue, regions', () => {
  const arrivals = [
    ...buildArrivals('westeurope', ['20348.887.220810', '20348.5386.260715@2026-08-04']),
    ...buildArrivals('eastus', ['20348.5386.260715'], { generation: 2 }),
    ...buildArrivals('eastus', ['17763.8389.260210']),
  ];

  it('are sorted by OS SKU, generation and region, newest image first, whatever the order of the document', () => {
    const expected = [arrivals[3], arrivals[1], arrivals[0], arrivals[2]];
    for (const given of [arrivals, arrivals.toReversed()]) {
      expect(build([], { regions: { readOn: '2026-08-20', arrivals: given } }).regions).toEqual({
        readOn: '2026-08-20',
        arrivals: expected,
      });
    }
  });

  it('have each image once', () => {
    const again = buildArrivals('westeurope', ['20348.5386.260715@2026-08-09']);
    const { regions } = build([], { regions: { readOn: '2026-08-20', arrivals: [...arrivals, ...again] } });
    expect(regions?.arrivals).toHaveLength(4);
    expect(regions?.arrivals[1]?.arrivedOn).toBe('2026-08-04');
  });

  it('are absent before the release tracker was read', () => {
    expect(build([], { regions: null })).not.toHaveProperty('regions');
  });
});

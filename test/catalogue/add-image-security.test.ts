import { describe, expect, test } from 'vitest';
import { buildCatalogue } from '../../src/catalogue/build-catalogue.ts';
import { diffCatalogues, listImagesToTellAnew } from '../../src/catalogue/diff-catalogues.ts';
import type { Announcement } from '../../src/domain/announcement.ts';
import { findPatchTuesday } from '../../src/domain/calendar-date.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { image, NOTHING_ELSE_READ, release } from './support/announce.ts';

/** `KB1+lcu` is labelled a security update, `KB1 lcu` is not. */
function contents(version: string, ...kbs: readonly string[]): Announcement {
  return {
    kind: 'image-contents',
    version,
    kbs: kbs.map((text) => {
      const [id = '', role = ''] = text.split(/[ +]/);
      return { id, kind: text.includes('+') ? 'security' : 'update', role: role as 'lcu' };
    }),
    quote: kbs.join('\n'),
    origin: { ...release('2026-01-01'), documentId: Number(version.replaceAll('.', '')), externalId: version },
  };
}

function cves(version: string, tag: string, ...found: readonly string[]): Announcement {
  return { kind: 'image-cves', version, cves: found, quote: `${version} mends ${found}`, origin: release(tag) };
}

const [MAY, JUNE, JULY] = ['20348.5139.260513', '20348.5256.260610', '20348.5386.260715'];
const ANNOUNCED = [image(MAY, '2026-05-29'), image(JUNE, '2026-06-19'), image(JULY, '2026-07-17')];

function build(...announcements: readonly Announcement[]): Catalogue {
  return buildCatalogue({ announcements, ...NOTHING_ELSE_READ });
}

function securityOf(version: string, ...announcements: readonly Announcement[]) {
  return build(...announcements).images.find((one) => one.version === version)?.security;
}

describe('the security updates of an image', () => {
  test('are those that the next older image of its OS SKU did not have, without the servicing stack', () => {
    const known = [
      contents(JUNE, 'KB500 dotnet', 'KB501+lcu', 'KB502+ssu'),
      contents(JULY, 'KB500 dotnet', 'KB511+lcu', 'KB512+ssu'),
      contents('26100.33158.260715', 'KB601+lcu'),
    ];
    expect(securityOf(JULY, ...ANNOUNCED, image('26100.33158.260715', '2026-07-17'), ...known)).toEqual({
      updates: ['KB511'],
      cves: [],
    });
  });

  test('are its own cumulative update where the older one’s notes are not known, if that is labelled so', () => {
    expect(securityOf(JULY, ...ANNOUNCED, contents(JULY, 'KB510+dotnet', 'KB511+lcu'))?.updates).toEqual(['KB511']);
    expect(securityOf(MAY, ...ANNOUNCED, contents(MAY, 'KB491+lcu'))?.updates).toEqual(['KB491']);
    expect(securityOf(MAY, ...ANNOUNCED, contents(MAY, 'KB491 lcu'))?.updates).toEqual([]);
  });

  test('are none in a rebuild, and none in a preview', () => {
    const rebuilt = '20348.5386.260722';
    const preview = '20348.5400.260728';
    const announced = [...ANNOUNCED, image(rebuilt, '2026-07-24'), image(preview, '2026-08-01')];
    const known = [contents(JULY, 'KB511+lcu'), contents(rebuilt, 'KB511+lcu', 'KB520+dotnet')];
    expect(securityOf(rebuilt, ...announced, ...known)).toEqual({ updates: [], cves: [] });
    expect(securityOf(preview, ...announced, ...known, contents(preview, 'KB521 lcu'))?.updates).toEqual([]);
  });

  test('are a preview or out-of-band update, too, that brings the fixes of a Patch Tuesday in between', () => {
    // June's images came before the second Tuesday of July, which this one is the first to contain.
    const late = '20348.5400.260728';
    const known = [contents(JUNE, 'KB501+lcu'), contents(late, 'KB521 lcu', 'KB522+ssu')];
    expect(securityOf(late, image(JUNE, '2026-06-19'), image(late, '2026-08-01'), ...known)?.updates).toEqual([
      'KB521',
    ]);
    // A rebuild of June's updates from after that day still has June's updates.
    const rebuilt = '20348.5256.260716';
    const announced = [image(JUNE, '2026-06-19'), image(rebuilt, '2026-07-17'), image(late, '2026-08-01')];
    expect(securityOf(late, ...announced, ...known, contents(rebuilt, 'KB501+lcu'))?.updates).toEqual(['KB521']);
  });

  test('are not known without a notes file', () => {
    expect(securityOf(JULY, ...ANNOUNCED, contents(JUNE, 'KB501+lcu'))).toBeNull();
  });

  test('are held against the last image that is still listed', () => {
    const known = [contents(MAY, 'KB491+lcu'), contents(JUNE, 'KB511+lcu'), contents(JULY, 'KB511+lcu')];
    const { documentId } = release('2026-06-19');
    const { images } = buildCatalogue({
      ...NOTHING_ELSE_READ,
      announcements: [...ANNOUNCED, ...known],
      withdrawnDocumentIds: new Set([documentId]),
    });
    expect(images[0]?.security?.updates).toEqual(['KB511']);
  });
});

describe('the CVEs of an image', () => {
  test('are those that any note ties to it, each once, with no notes file as well', () => {
    const notes = [cves(JULY, '2026-07-17', 'CVE-2026-1111'), cves('260715', '2026-08-14', 'CVE-2026-2222')];
    const repeated = cves(JULY, '2026-08-14', 'CVE-2026-1111');
    expect(securityOf(JULY, ...ANNOUNCED, ...notes, repeated)).toEqual({
      updates: [],
      cves: ['CVE-2026-1111', 'CVE-2026-2222'],
    });
    expect(securityOf(JUNE, ...ANNOUNCED, ...notes, repeated)).toBeNull();
  });

  test('follow the image that a note called by a wrong version', () => {
    const wrong = image('20348.5387.260715', '2026-07-17', { linkedVersion: JULY, link: `https://x.test/${JULY}.txt` });
    const announcements = [wrong, cves('20348.5387.260715', '2026-07-17', 'CVE-2026-1111')];
    const input = { ...NOTHING_ELSE_READ, knownNotesFiles: new Set([JULY]) };
    expect(buildCatalogue({ ...input, announcements }).images[0]).toMatchObject({
      version: JULY,
      security: { cves: ['CVE-2026-1111'] },
    });
  });
});

test('what becomes known of an image is no change of the catalogue, and marks the image', () => {
  const before = build(...ANNOUNCED, contents(JUNE, 'KB501+lcu'));
  const after = build(...ANNOUNCED, contents(JUNE, 'KB501+lcu'), contents(JULY, 'KB511+lcu'));
  expect(diffCatalogues(before, after)).toEqual([]);
  expect(listImagesToTellAnew(before, after).map(({ version }) => version)).toEqual([JULY]);
  expect(listImagesToTellAnew(after, after)).toEqual([]);
  expect(listImagesToTellAnew(build(...ANNOUNCED.slice(0, 2)), after).map(({ version }) => version)).toEqual([JUNE]);
});

test.each([
  ['2026-07-14', '2026-07-14'],
  ['2026-07-13', '2026-06-09'],
  ['2026-01-05', '2025-12-09'],
  ['2025-07-31', '2025-07-08'],
  ['2026-09-30', '2026-09-08'],
])('on %s the newest Patch Tuesday is %s', (day, tuesday) => {
  expect(findPatchTuesday(day)).toBe(tuesday);
});

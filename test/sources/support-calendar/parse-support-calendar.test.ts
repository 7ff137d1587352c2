import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLifecycleFile } from '../../../src/catalogue/lifecycle.ts';
import type { KubernetesVersion } from '../../../src/domain/kubernetes-version.ts';
import { parseSupportCalendar } from '../../../src/sources/support-calendar/parse-support-calendar.ts';
import { anyText } from '../../support/any-text.ts';
import { HOSTILE_MARKDOWN } from '../../support/hostile-texts.ts';

const URL = 'https://example.test/calendar';
const PAGE = resolve(
  import.meta.dirname,
  '../../../../shared/corpus/docs/articles/aks/supported-kubernetes-versions.md',
);

const WHOLE = `# A page

| Kubernetes version | Upstream release | AKS preview | AKS GA | End of life | Platform support |
| --- | --- | --- | --- | --- | --- |
| 1.33 | Apr 2025 | May 2025 | Jun 2025 | Jul 2026 | Until 1.37 GA |
| 1.9  | Aug 2025 | Oct 2025 | Nov 2025 | Nov 2026 | Until 1.38 GA |

## LTS

| Kubernetes version | Upstream release | AKS preview | AKS GA | End of life | LTS End of life |
| --- | --- | --- | --- | --- | --- |
| 1.30 | Apr 2024 | Jun 2024 | Jul 2024 | Aug 22, 2025 | Jul 2026 |
| 1.33 | Apr 2025 | May 2025 | Jun 2025 | Jul 2026 | Jul 2027 |

| Component | Version |
| --- | --- |
| 1.99 | Mar 2026 |
`;

/** Each row as `minor ga end lts`. */
function rowsOf(versions: readonly KubernetesVersion[]): string[] {
  return versions.map((row) => [row.minor, row.generallyAvailableOn, row.endOfSupportOn, row.endOfLtsOn].join(' '));
}

describe('parseSupportCalendar', () => {
  it('merges both tables by minor, oldest first as numbers, months kept as months', () => {
    const calendar = parseSupportCalendar(WHOLE, URL);
    expect(rowsOf(calendar)).toEqual([
      '1.9 2025-11 2026-11 ',
      '1.30 2024-07 2025-08-22 2026-07',
      '1.33 2025-06 2026-07 2027-07',
    ]);
    expect(calendar.every(({ sourceUrl }) => sourceUrl === URL)).toBe(true);
  });

  it('finds columns by their names: reordered, bold, linked, in a quote, with Windows line ends', () => {
    const page = [
      '> | **End of life** | LTS End of Life | [Kubernetes version](x) | AKS GA |',
      '> |---|---|---|---|',
      '> | **August 22, 2025** | 2026-07 | `v1.30` (LTS) | 2024-07-15 |',
    ].join('\r\n');
    expect(rowsOf(parseSupportCalendar(page, URL))).toEqual(['1.30 2024-07-15 2025-08-22 2026-07']);
  });

  it('keeps a row without dates, and leaves out what it cannot read', () => {
    const page = [
      '| Kubernetes version | AKS GA | End of life |',
      '|---|---|---|',
      '| 1.40 | - | TBD |',
      '| 1.41 | soon | Until 1.45 GA |',
      '| next | Mar 2030 | Mar 2031 |',
    ].join('\n');
    const calendar = parseSupportCalendar(page, URL);
    expect(rowsOf(calendar)).toEqual(['1.40   ', '1.41   ']);
  });

  it('takes the first of two tables that differ', () => {
    const page = WHOLE.replace(
      '| 1.33 | Apr 2025 | May 2025 | Jun 2025 | Jul 2026 | Jul 2027 |',
      '| 1.33 | | | Jun 2025 | Aug 2026 | Jul 2027 |',
    );
    const calendar = parseSupportCalendar(page, URL);
    expect(rowsOf(calendar)).toContain('1.33 2025-06 2026-07 2027-07');
  });

  it('is empty where the page has no calendar any more', () => {
    for (const page of ['', '# moved', '| Kubernetes version | Notes |\n|---|---|\n| 1.30 | Mar 2026 |']) {
      expect(parseSupportCalendar(page, URL)).toEqual([]);
    }
  });

  it('never throws on mutated pages, and every date of its output is one', () => {
    const edit = fc.tuple(fc.nat(WHOLE.length), fc.nat(60), anyText({ maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const page = edits.reduce(
          (text, [at, length, junk]) => text.slice(0, at) + junk + text.slice(at + length),
          WHOLE,
        );
        const calendar = parseSupportCalendar(page, URL);
        for (const row of calendar) {
          expect(row.minor).toMatch(/^\d+\.\d+$/);
          for (const date of [row.generallyAvailableOn, row.endOfSupportOn, row.endOfLtsOn]) {
            expect(date ?? '2020-01').toMatch(/^20\d{2}-\d{2}(?:-\d{2})?$/);
          }
        }
        expect(parseSupportCalendar(page, URL)).toEqual(calendar);
      }),
    );
  });

  it.each(Object.entries(HOSTILE_MARKDOWN))('comes to an end with 125 KB of %s', (_name, page) => {
    expect(parseSupportCalendar(page, URL)).toEqual([]);
  });
});

describe.skipIf(!existsSync(PAGE))('the page of the corpus (skipped where ../shared is absent)', () => {
  it('gives the rows that the bundled lifecycle file holds', () => {
    const calendar = parseSupportCalendar(readFileSync(PAGE, 'utf8'), URL);
    expect(calendar).toEqual(loadLifecycleFile().kubernetesVersions.map((row) => ({ ...row, sourceUrl: URL })));
  });
});

import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../src/catalogue/build-catalogue.ts';
import { keepRetirementLedger, type StatedRetirement } from '../../src/catalogue/retirement-ledger.ts';
import { NOTHING_ELSE_READ, statement } from './support/announce.ts';

const CALENDAR = [
  {
    minor: '1.30',
    generallyAvailableOn: '2024-07',
    endOfSupportOn: '2025-08-22',
    endOfLtsOn: '2026-07',
    sourceUrl: 'https://example.test/calendar',
  },
];

function ledgerOf(statements: readonly StatedRetirement[]) {
  return keepRetirementLedger(statements, CALENDAR);
}

/** What the ledger says about the only subject and phase in it. */
function only(statements: readonly StatedRetirement[]) {
  const ledger = ledgerOf(statements);
  expect(ledger).toHaveLength(1);
  return ledger[0];
}

describe('keepRetirementLedger', () => {
  it('takes the newest date and keeps every earlier one with its release, newest first', () => {
    const entry = only([
      statement('Kubernetes/1.10', '2019-10-14', '2019-08-05'),
      statement('Kubernetes/1.10', '2019-10-25', '2019-09-09'),
      statement('Kubernetes/1.10', '2019-11-30', '2019-10-01'),
    ]);
    expect(entry).toMatchObject({
      date: '2019-11-30',
      statedIn: '2019-10-01',
      statedAt: '2019-10-01T08:00:00Z',
      quote: 'Kubernetes/1.10 ends 2019-11-30 (2019-10-01)',
      previous: [
        { date: '2019-10-25', statedIn: '2019-09-09' },
        { date: '2019-10-14', statedIn: '2019-08-05' },
      ],
    });
  });

  it('keeps the release that first gave the date when later ones repeat it', () => {
    const entry = only(
      ['2023-02-19', '2023-02-26', '2023-03-05'].map((tag) => statement('Kubernetes/1.23', '2023-04-02', tag)),
    );
    expect(entry).toMatchObject({ statedIn: '2023-02-19', previous: [] });
  });

  it('names a date once that was given, moved and given back', () => {
    const entry = only([
      statement('Windows2019', '2026-03-01', '2023-01-01'),
      statement('Windows2019', '2026-06-01', '2024-01-01'),
      statement('Windows2019', '2026-03-01', '2025-01-01'),
    ]);
    expect(entry).toMatchObject({
      date: '2026-03-01',
      statedIn: '2025-01-01',
      previous: [{ date: '2026-06-01', statedIn: '2024-01-01' }],
    });
  });

  it('moves the retirement by a date-changed statement and has no entry for date-changed itself', () => {
    const entry = only([
      statement('Windows2022', '2027-03-15', '2024-03-17'),
      statement('Windows2022', '2028-06-30', '2026-06-19', { phase: 'date-changed' }),
    ]);
    expect(entry).toMatchObject({
      phase: 'retirement',
      date: '2028-06-30',
      statedIn: '2026-06-19',
      previous: [{ date: '2027-03-15', statedIn: '2024-03-17' }],
    });
  });

  it('takes the plain date beside a moved one for the old date, in any order, also when both are repeated', () => {
    const entry = only([
      statement('Kubernetes/1.16', '2021-01-31', '2020-10-19', { phase: 'date-changed' }),
      statement('Kubernetes/1.16', '2020-11-30', '2020-10-19'),
      statement('Kubernetes/1.16', '2020-11-30', '2020-10-26'),
      statement('Kubernetes/1.16', '2021-01-31', '2020-10-26', { phase: 'date-changed' }),
    ]);
    expect(entry).toMatchObject({
      date: '2021-01-31',
      statedIn: '2020-10-19',
      previous: [{ date: '2020-11-30', statedIn: '2020-10-19' }],
    });
  });

  it('never erases a date by a statement without one', () => {
    const entry = only([
      statement('Kubernetes/1.13', '2020-02-28', '2020-01-27'),
      statement('Kubernetes/1.13', null, '2020-03-09'),
    ]);
    expect(entry).toMatchObject({ date: '2020-02-28', statedIn: '2020-01-27', previous: [] });
  });

  it('takes the first date after statements without one, which are no earlier date', () => {
    const entry = only([
      statement('WindowsFeature/DockerRuntime', null, '2021-12-09'),
      statement('WindowsFeature/DockerRuntime', '2022-09-01', '2022-07-24'),
    ]);
    expect(entry).toMatchObject({ date: '2022-09-01', statedIn: '2022-07-24', previous: [] });
  });

  it('replaces a Kubernetes bound by a newer one and keeps it when a repeat gives none', () => {
    const phase = 'no-new-node-pools';
    const entry = only([
      statement('Windows2022', null, '2024-03-17', { phase, fromKubernetes: '1.35' }),
      statement('Windows2022', null, '2026-06-19', { phase, fromKubernetes: '1.37' }),
      statement('Windows2022', null, '2026-07-17', { phase }),
    ]);
    expect(entry).toMatchObject({ date: null, fromKubernetes: '1.37', statedIn: '2026-06-19' });
  });

  it('keeps the day when a later note only names its month, and takes the day over the month', () => {
    const vaguer = [
      statement('Windows2019', '2026-03-01', '2023-03-05'),
      statement('Windows2019', '2026-03', '2023-06-04'),
    ];
    expect(only(vaguer)).toMatchObject({ date: '2026-03-01', statedIn: '2023-03-05' });
    const preciser = [
      statement('Kubernetes/1.17', '2021-03', '2021-03-08'),
      statement('Kubernetes/1.17', '2021-03-31', '2021-03-22'),
    ];
    // The month said the same: it is no earlier date.
    expect(only(preciser)).toMatchObject({ date: '2021-03-31', previous: [] });
  });

  it('never lets a mistyped date supersede one that is not in doubt', () => {
    const entry = only([
      statement('Kubernetes/1.19', '2022-01-31', '2021-11-11'),
      statement('Kubernetes/1.19', '2021-01-31', '2021-12-09', { doubt: 'past-date' }),
    ]);
    expect(entry).toMatchObject({ date: '2022-01-31', doubt: null, previous: [] });
  });

  it('shows a mistyped date with its doubt until a note gives another, and clears the doubt when one confirms it', () => {
    const typo = statement('Kubernetes/1.19', '2021-01-31', '2021-12-09', { doubt: 'past-date' });
    expect(only([typo])).toMatchObject({ date: '2021-01-31', doubt: 'past-date' });
    expect(only([typo, statement('Kubernetes/1.19', '2022-01-31', '2022-01-20')])).toMatchObject({
      date: '2022-01-31',
      doubt: null,
      previous: [{ date: '2021-01-31', statedIn: '2021-12-09' }],
    });
    const confirmed = only([typo, statement('Kubernetes/1.19', '2021-01-31', '2022-01-20')]);
    expect(confirmed).toMatchObject({ date: '2021-01-31', doubt: null, statedIn: '2022-01-20', previous: [] });
  });

  it('keeps phases and subjects apart', () => {
    const ledger = ledgerOf([
      statement('Windows2019', '2026-03-01', '2025-01-06'),
      statement('Windows2019', '2027-04-01', '2025-01-06', { phase: 'image-removal' }),
      statement('Windows2022', null, '2025-01-06'),
    ]);
    expect(ledger.map(({ subject, phase, date }) => [subject, phase, date])).toEqual([
      ['Windows2019', 'image-removal', '2027-04-01'],
      ['Windows2019', 'retirement', '2026-03-01'],
      ['Windows2022', 'retirement', null],
    ]);
  });

  it("keeps the ends of a minor's two plans apart, neither being an earlier date of the other", () => {
    const ledger = ledgerOf([
      statement('Kubernetes/1.27', '2025-07-30', '2025-06-17', { plan: 'lts' }),
      statement('Kubernetes/1.27', '2024-07', '2024-06-17'),
      statement('Kubernetes/1.27', '2024-07-31', '2024-07-09', { plan: 'community' }),
    ]);
    expect(ledger.map(({ plan, date, previous }) => [plan, date, previous])).toEqual([
      ['lts', '2025-07-30', []],
      ['community', '2024-07-31', []],
    ]);
  });

  it('takes a deprecation for the plan whose end the calendar has nearest to it', () => {
    const planOf = (date: string | null, tag: string) => only([statement('Kubernetes/1.30', date, tag)])?.plan;
    expect(planOf(null, '2026-07-17')).toBe('lts');
    expect(planOf('2026-07-31', '2026-01-17')).toBe('lts');
    expect(planOf('2025-08', '2026-07-17')).toBe('community');
    expect(planOf(null, '2025-08-01')).toBe('community');
  });

  it('believes a note that names the plan, takes LTS only for the end of community support, and guesses nothing else', () => {
    const planOf = (subject: string, more: Partial<StatedRetirement>) =>
      only([statement(subject, null, '2026-07-17', more)])?.plan;
    expect(planOf('Kubernetes/1.30', { plan: 'community' })).toBe('community');
    expect(planOf('Kubernetes/1.33', { phase: 'lts-only' })).toBe('community');
    expect(planOf('Kubernetes/1.33', {})).toBeUndefined();
    expect(planOf('Windows2019', {})).toBeUndefined();
  });

  it('orders by the instant of publication, not by the tag or by the order of the input', () => {
    const late = statement('Kubernetes/1.23', '2023-04-02', '2023-03-26');
    const announcements = [
      { ...late, origin: { ...late.origin, publishedAt: '2023-05-10T00:00:00Z' } },
      statement('Kubernetes/1.23', '2023-04-30', '2023-04-09'),
    ];
    const { retirements } = buildCatalogue({ announcements, ...NOTHING_ELSE_READ });
    expect(retirements[0]).toMatchObject({
      date: '2023-04-02',
      previous: [{ date: '2023-04-30', statedIn: '2023-04-09' }],
    });
  });
});

import { expect, test } from 'vitest';
import { findLifecycleAge, loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import type { Retirement } from '../../src/domain/catalogue.ts';

const FILE = { ...loadLifecycleFile(), asOf: '2026-08-21' };
const NOTHING = { images: [], retirements: [], kubernetesVersions: [] };

function statedAt(instant: string): Retirement {
  return {
    subject: 'Windows2022',
    phase: 'retirement',
    date: '2028-06-30',
    fromKubernetes: null,
    previous: [],
    statedIn: 'note',
    statedAt: instant,
    url: 'https://example.com',
    quote: 'retires',
    doubt: null,
  };
}

test('the built-in dates are old after sixty days without a newer fact', () => {
  expect(findLifecycleAge(NOTHING, FILE, '2026-10-20')).toMatchObject({ newestOn: '2026-08-21', isOld: false });
  expect(findLifecycleAge(NOTHING, FILE, '2026-10-21')).toMatchObject({ checkedOn: '2026-08-21', isOld: true });
});

test('a release note that says something about ends is such a fact', () => {
  const catalogue = { ...NOTHING, retirements: [statedAt('2026-10-01T08:00:00.000Z')] };
  expect(findLifecycleAge(catalogue, FILE, '2026-10-21')).toMatchObject({ newestOn: '2026-10-01', isOld: false });
});

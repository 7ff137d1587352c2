import { expect, test } from 'vitest';
import { loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../src/catalogue/merge-lifecycle.ts';
import type { Retirement } from '../../src/domain/catalogue.ts';
import { listEnds } from '../../src/domain/lifecycle.ts';

const LIFECYCLE = mergeLifecycle({ images: [], retirements: [], kubernetesVersions: [] }, loadLifecycleFile());

test('a Kubernetes minor is ahead until its last day, nearest first, with the end of each support plan', () => {
  const { ahead, past } = listEnds(LIFECYCLE, '2026-11-27');
  expect(ahead.slice(0, 2)).toMatchObject([
    { subject: 'Kubernetes/1.31', phase: 'retirement', date: '2026-11' },
    { subject: 'Kubernetes/1.34', phase: 'retirement', date: '2026-11' },
  ]);
  expect(past[0]).toMatchObject({ subject: 'WindowsFeature/AzureNPM' });
});

test('what has neither a day nor a bound is not ahead', () => {
  const undated = { date: null, fromKubernetes: null, statedOn: '2018-01-01', statedIn: 'n', url: '', quote: null };
  const features = [
    { subject: 'Kubernetes/1.8', phases: [{ ...undated, phase: 'retirement' as const, contradictions: [] }] },
  ];
  const { ahead } = listEnds({ ...LIFECYCLE, features }, '2026-11-27');
  expect(ahead.some(({ subject }) => subject === 'Kubernetes/1.8')).toBe(false);
});

test('a day and the Kubernetes minor that bounds it are two rows, each with what it was before', () => {
  const { ahead, past } = listEnds(LIFECYCLE, '2026-11-27');
  const of2019 = [...ahead, ...past].filter(
    ({ subject, phase }) => subject === 'Windows2019' && phase === 'no-new-node-pools',
  );
  expect(of2019).toMatchObject([
    { date: null, fromKubernetes: '1.33', statedIn: '2026-05-29' },
    { date: '2026-03-01', fromKubernetes: null, statedIn: '2026-02-08' },
  ]);
  const removal = ahead.find(({ subject, phase }) => subject === 'Windows2022' && phase === 'image-removal');
  expect(removal).toMatchObject({ date: '2029-06-30', previous: [{ date: '2028-04-01' }], contradictions: [] });
  const bound = ahead.find(({ subject, fromKubernetes }) => subject === 'Windows2022' && fromKubernetes !== null);
  expect(bound?.previous.map(({ fromKubernetes }) => fromKubernetes)).toEqual(['1.36', '1.35']);
});

test('what a source said before is no contradiction where a release note said it, too', () => {
  const note: Retirement = {
    subject: 'Windows2022',
    phase: 'retirement',
    date: '2027-03-15',
    fromKubernetes: null,
    previous: [],
    statedIn: '2024-04-28',
    statedAt: '2024-05-06T00:00:00.000Z',
    url: 'https://example.test/n',
    quote: 'On 15 March 2027 …',
    doubt: null,
  };
  const merged = mergeLifecycle({ images: [], retirements: [note], kubernetesVersions: [] }, loadLifecycleFile());
  const end = listEnds(merged, '2026-11-27').ahead.find(
    ({ subject, phase }) => subject === 'Windows2022' && phase === 'retirement',
  );
  expect(end).toMatchObject({ date: '2028-06-30', contradictions: [], previous: [{ date: '2027-03-15' }] });
});

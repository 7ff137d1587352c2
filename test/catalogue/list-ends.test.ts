import { expect, test } from 'vitest';
import { loadLifecycleFile } from '../../src/catalogue/lifecycle.ts';
import { listEnds } from '../../src/catalogue/list-ends.ts';
import { mergeLifecycle } from '../../src/catalogue/merge-lifecycle.ts';

const LIFECYCLE = mergeLifecycle({ images: [], retirements: [], kubernetesVersions: [] }, loadLifecycleFile());

test('a Kubernetes minor is ahead until its last day, nearest first, with the end of each support plan', () => {
  const { ahead, past } = listEnds(LIFECYCLE, '2026-11-27');
  expect(ahead.slice(0, 2)).toMatchObject([
    { subject: 'Kubernetes/1.31', phase: 'end-of-lts', date: '2026-11' },
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

import { titleOfOsSku } from './os-sku.ts';
import type { RetirementPhase, RetirementSubject } from './retirement-statement.ts';

const PHRASES: Readonly<Record<RetirementPhase, string>> = {
  retirement: 'retires',
  'no-new-node-pools': 'takes no new node pools',
  'no-new-images': 'gets no new images',
  'image-removal': 'has its images removed',
  'lts-only': 'is supported with LTS only',
  'platform-support': 'moves to platform support',
  removal: 'is removed',
  'date-changed': 'ends at a changed date',
};

/** How people say what ends: `Windows Server 2022`, `Kubernetes 1.30`, `Azure NPM on Windows` for a feature. */
export function titleOfSubject(subject: RetirementSubject): string {
  const feature = /^WindowsFeature\/(.*)$/s.exec(subject)?.[1];
  if (feature !== undefined) return `${feature.replace(/([a-z])([A-Z])/g, '$1 $2')} on Windows`;
  return /^Windows\w+$/.test(subject) ? titleOfOsSku(subject as `Windows${string}`) : subject.replace('/', ' ');
}

/** What happens to it, as a verb: `retires`, `gets no new images`. */
export function phraseOfPhase(phase: RetirementPhase): string {
  return PHRASES[phase] ?? 'changes';
}

import { type OsSku, titleOfOsSku } from './os-sku.ts';

/** `Windows2022`, `Kubernetes/1.30`, `WindowsFeature/AzureNPM`, `PlatformUpgrade/1.35` (also `… and older`). */
export type RetirementSubject = string;

export type EndingThing =
  | { readonly kind: 'os-sku'; readonly osSku: OsSku }
  | { readonly kind: 'kubernetes'; readonly minor: string }
  /** `AzureNPM`, by the name that notes and the lifecycle file give it. */
  | { readonly kind: 'feature'; readonly name: string }
  | { readonly kind: 'upgrade-by-aks'; readonly minor: string; readonly andOlder: boolean };

/** The one place where a subject is taken apart. */
export function parseSubject(subject: RetirementSubject): EndingThing {
  const [, family, rest = ''] = /^(Kubernetes|WindowsFeature|PlatformUpgrade)\/(.*)$/s.exec(subject) ?? [];
  switch (family) {
    case 'Kubernetes':
      return { kind: 'kubernetes', minor: rest };
    case 'WindowsFeature':
      return { kind: 'feature', name: rest };
    case 'PlatformUpgrade':
      return {
        kind: 'upgrade-by-aks',
        minor: rest.replace(/ and older$/, ''),
        andOlder: rest.endsWith(' and older'),
      };
    default:
      return { kind: 'os-sku', osSku: subject as OsSku };
  }
}

/** How people say what ends: `Windows Server 2022`, `Kubernetes 1.30`, `Azure NPM on Windows` for a feature. */
export function titleOfSubject(subject: RetirementSubject): string {
  const thing = parseSubject(subject);
  switch (thing.kind) {
    case 'os-sku':
      return titleOfOsSku(thing.osSku);
    case 'feature':
      return `${thing.name.replace(/([a-z])([A-Z])/g, '$1 $2')} on Windows`;
    default:
      return `Kubernetes ${thing.minor}${'andOlder' in thing && thing.andOlder ? ' and older' : ''}`;
  }
}

/** The minor that ends; `null` where it is no minor. */
export function minorOfSubject(subject: RetirementSubject): string | null {
  const thing = parseSubject(subject);
  return thing.kind === 'kubernetes' ? thing.minor : null;
}

/** True for an end of Kubernetes minors: those that nobody runs are left out of most lists. */
export function isOfKubernetes(subject: RetirementSubject): boolean {
  const { kind } = parseSubject(subject);
  return kind === 'kubernetes' || kind === 'upgrade-by-aks';
}

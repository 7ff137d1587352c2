import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import type { EvidenceLink } from '../domain/finding.ts';
import type { StatedDate } from '../domain/lifecycle.ts';

/** Links beyond these few are read by nobody. */
const MOST_IMAGES = 5;

/** Pages of the AKS documentation that explain a recommendation. Dates are never taken from them. */
export const DOCS = {
  nodeImages: { label: 'Node images', url: 'https://learn.microsoft.com/azure/aks/node-images' },
  osUpgrade: {
    label: 'Upgrade the Windows OS version',
    url: 'https://learn.microsoft.com/azure/aks/upgrade-windows-os',
  },
  supportPolicies: { label: 'AKS support policies', url: 'https://learn.microsoft.com/azure/aks/support-policies' },
  nodeOsChannel: {
    label: 'Node OS upgrade channels',
    url: 'https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image',
  },
  networkPolicies: { label: 'Network policies', url: 'https://learn.microsoft.com/azure/aks/use-network-policies' },
  overlay: { label: 'Azure CNI Overlay', url: 'https://learn.microsoft.com/azure/aks/azure-cni-overlay' },
  kubernetesVersions: {
    label: 'Supported Kubernetes versions',
    url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
  },
  longTermSupport: { label: 'Long-term support', url: 'https://learn.microsoft.com/azure/aks/long-term-support' },
  controlPlane: {
    label: 'Upgrade the control plane',
    url: 'https://learn.microsoft.com/azure/aks/upgrade-aks-control-plane',
  },
  upgradeOptions: { label: 'Upgrade options', url: 'https://learn.microsoft.com/azure/aks/upgrade-options' },
  snapshots: { label: 'Node pool snapshots', url: 'https://learn.microsoft.com/azure/aks/node-pool-snapshot' },
  rollingUpgrades: {
    label: 'Customize rolling upgrades of node pools',
    url: 'https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling',
  },
  azureCniUpdate: { label: 'Update Azure CNI', url: 'https://learn.microsoft.com/azure/aks/update-azure-cni' },
  systemPools: { label: 'System node pools', url: 'https://learn.microsoft.com/azure/aks/use-system-pools' },
  startStop: { label: 'Start and stop a cluster', url: 'https://learn.microsoft.com/azure/aks/start-stop-cluster' },
  windowsPractices: {
    label: 'Windows best practices',
    url: 'https://learn.microsoft.com/azure/aks/windows-best-practices',
  },
  containerCompatibility: {
    label: 'Windows container version compatibility',
    url: 'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility',
  },
} as const satisfies Readonly<Record<string, EvidenceLink>>;

/** Notes of the newest few images, else the release that announced them. */
export function linksOfImages(images: readonly NodeImage[]): readonly EvidenceLink[] {
  return images.slice(0, MOST_IMAGES).flatMap(({ version, notesUrl, announcementUrl }) => {
    const url = notesUrl ?? announcementUrl;
    return url === null ? [] : [{ label: version, url }];
  });
}

/** Where a date is stated, and who says otherwise. */
export function linksOfStatement(
  stated: StatedDate & { readonly contradictions: readonly StatedDate[] },
): EvidenceLink[] {
  const others = stated.contradictions.map((other) => ({
    label: `${other.statedIn} says ${describeDate(other.date)}`,
    url: other.url,
  }));
  return [{ label: stated.statedIn, url: stated.url }, ...others];
}

/** The links without repeats of an address. */
export function distinctLinks(links: readonly EvidenceLink[]): readonly EvidenceLink[] {
  return [...new Map(links.map((link) => [link.url, link])).values()];
}

function describeDate(date: CalendarDate | null): string {
  return date === null ? 'no date' : formatDate(date);
}

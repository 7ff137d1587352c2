import { type CalendarDate, formatDate } from '../domain/calendar-date.ts';
import type { NodeImage } from '../domain/catalogue.ts';
import type { EvidenceLink } from '../domain/finding.ts';
import type { StatedDate } from '../domain/lifecycle.ts';

/** Links beyond these few are read by nobody. */
const MOST_IMAGES = 5;

/** Pages of the documentation that explain a recommendation. Dates are never taken from them. */
export const DOCS = {
  nodeImages: page('Node images', 'node-images'),
  osUpgrade: page('Upgrade the Windows OS version', 'upgrade-windows-os'),
  supportPolicies: page('AKS support policies', 'support-policies'),
  nodeOsChannel: page('Node OS upgrade channels', 'auto-upgrade-node-os-image'),
  networkPolicies: page('Network policies', 'use-network-policies'),
  overlay: page('Azure CNI Overlay', 'azure-cni-overlay'),
  kubernetesVersions: page('Supported Kubernetes versions', 'supported-kubernetes-versions'),
  longTermSupport: page('Long-term support', 'long-term-support'),
  controlPlane: page('Upgrade the control plane', 'upgrade-aks-control-plane'),
  upgradeOptions: page('Upgrade options', 'upgrade-options'),
  snapshots: page('Node pool snapshots', 'node-pool-snapshot'),
  rollingUpgrades: page('Customize rolling upgrades of node pools', 'upgrade-aks-node-pools-rolling'),
  azureCniUpdate: page('Update Azure CNI', 'update-azure-cni'),
  systemPools: page('System node pools', 'use-system-pools'),
  startStop: page('Start and stop a cluster', 'start-stop-cluster'),
  windowsPractices: page('Windows best practices', 'windows-best-practices'),
  containerCompatibility: page(
    'Windows container version compatibility',
    '/virtualization/windowscontainers/deploy-containers/version-compatibility',
  ),
};

/** A page about AKS, or with `/` before its path one about something else. */
function page(label: string, path: string): EvidenceLink {
  return { label, url: new URL(path, 'https://learn.microsoft.com/azure/aks/').href };
}

/** Notes of the newest few images, else the release that announced them. */
export function linksOfImages(images: readonly NodeImage[]): readonly EvidenceLink[] {
  return images.slice(0, MOST_IMAGES).flatMap(({ version, notesUrl, announcementUrl }) => {
    const url = notesUrl ?? announcementUrl;
    return url === null ? [] : [{ label: version, url }];
  });
}

export function linksOfStatement(
  stated: (StatedDate & { readonly contradictions: readonly StatedDate[] }) | null,
): EvidenceLink[] {
  if (stated === null) return [];
  const others = stated.contradictions.map((other) => ({
    label: `${nameOf(other.statedIn)} says ${describeDate(other.date)}`,
    url: other.url,
  }));
  return [linkOfSource(stated), ...others];
}

/** Where something is stated. */
export function linkOfSource({ statedIn, url }: Pick<StatedDate, 'statedIn' | 'url'>): EvidenceLink {
  return { label: nameOf(statedIn), url };
}

/** A release is called by nothing but its day. */
function nameOf(source: string): string {
  return /^\d/.test(source) ? `AKS release ${source}` : source;
}

/** The links without repeats of an address. */
export function distinctLinks(links: readonly EvidenceLink[]): readonly EvidenceLink[] {
  return [...new Map(links.map((link) => [link.url, link])).values()];
}

function describeDate(date: CalendarDate | null): string {
  return date === null ? 'no date' : formatDate(date);
}

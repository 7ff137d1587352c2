import { type CalendarDate, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { hasLongTermSupport } from '../../domain/cluster.ts';
import { type Severity, UNKNOWN_KUBERNETES } from '../../domain/finding.ts';
import { dayOfPlatformUpgrade } from '../../domain/lifecycle.ts';
import { sayDaysLeft } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, type Mark, say } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { hasNoImages } from '../ends.ts';
import { DOCS, linkOfSource } from '../evidence.ts';
import { listBarred, sayBarred } from '../find-os-sku-target.ts';
import {
  endOfKubernetesSupport,
  endOfPlatformSupport,
  findKubernetesRow,
  isOutOfSupport,
  nextMinor,
} from '../kubernetes-support.ts';
import {
  findLastWayOut,
  type KubernetesPath,
  MOST_MINORS_BEHIND,
  planKubernetesPath,
} from '../plan/kubernetes-path.ts';
import { createPatchChannel, lookAtOffer, planKubernetesUpgrade } from '../plan/kubernetes-upgrade.ts';
import { planWindow } from '../plan/maintenance-window.ts';
import { noMoreThan, severityOfCountdown, severityOfRetiring } from '../severity-policy.ts';
import {
  describeClusterActor,
  describeClusterChannel,
  isMinorSupported,
  isUpgradedByItself,
} from '../upgrade-outlook.ts';

export const kubernetesSupport: AdviceRule = {
  name: 'kubernetes-support',
  topic: 'the end of Kubernetes support',
  stage: 'kubernetes',
  isEnd: true,
  find(facts) {
    const end = facts.minor === null ? null : findSupportEnd(facts, facts.minor);
    const severity = end ? severityOf(end) : null;
    return end && severity ? describeSupport(facts, end, severity) : null;
  },
};

/** What nobody can judge must not be read as supported. */
export const kubernetesUnknown: AdviceRule = {
  name: 'kubernetes-unknown',
  topic: 'a Kubernetes version whose support is not known',
  stage: 'later',
  isOptional: true,
  find(facts) {
    const { minor } = facts;
    if (minor !== null && findSupportEnd(facts, minor) !== null) return null;
    return {
      severity: 'low',
      subject: UNKNOWN_KUBERNETES,
      ...(minor === null
        ? say(
            'Its Kubernetes version was never reported',
            ', so when that leaves support is not known: import what "az aks list -o json" prints',
          )
        : say(`When Kubernetes ${minor} leaves support is not known`, ': no calendar that was read has it')),
      steps: () => [],
      evidence: [DOCS.kubernetesVersions],
    };
  },
};

function findSupportEnd(facts: ClusterFacts, minor: string) {
  const endOn = endOfKubernetesSupport(facts, minor);
  if (endOn === null && !isOutOfSupport(facts, minor)) return null;
  return {
    minor,
    /** `null` only for a minor whose end nobody told, and which newer ones have followed. */
    endOn,
    daysLeft: endOn === null ? -1 : daysBetween(facts.today, endOn),
    path: planKubernetesPath(facts, minor),
  };
}

type SupportEnd = NonNullable<ReturnType<typeof findSupportEnd>>;

/** The last supported day itself still counts. Where long-term support can be switched on it is never critical. */
function severityOf({ daysLeft, path }: SupportEnd): Severity | null {
  const worst: Severity = path.ltsUntil === null ? 'critical' : 'high';
  const severity = daysLeft < 0 ? worst : severityOfCountdown(daysLeft);
  return severity === null ? null : noMoreThan(severity, worst);
}

function describeSupport(facts: ClusterFacts, end: SupportEnd, severity: Severity): Advice {
  const { path } = end;
  const next = path.hops[0] ?? nextMinor(end.minor);
  return {
    severity,
    subject: `Kubernetes/${end.minor}`,
    due: end.endOn,
    after: path.stranded.length === 0 ? listBarred(facts, next).map(({ pool }) => pool.name) : [],
    ...say(
      sayEnd(facts, end),
      `${sayWhatIsLeft(facts, end)}; `,
      ...describePath(facts, end),
      `${path.hops.length === 0 ? sayOnceMoved(facts, next) : ''}${describeClusterChannel(facts)}`,
    ),
    by: describeClusterActor(facts),
    steps: () => planKubernetesUpgrade(facts, path, next),
    evidence: [
      ...linksOfMinor(facts, end.minor),
      DOCS.kubernetesVersions,
      ...(path.ltsUntil === null ? [] : [DOCS.longTermSupport]),
    ],
  };
}

/** The whole way, and why it does not stop at a minor that ends soon. */
function describePath(facts: ClusterFacts, end: SupportEnd): readonly (string | Mark)[] {
  const { path } = end;
  const [first, second, ...others] = path.hops;
  if (first === undefined) return ['no version to upgrade to is known yet'];
  if (path.stranded.length > 0)
    return [
      `AKS upgrades it to ${first} at the lowest, which does not take ${path.stranded.join(' and ')}, and nothing runs on both; the way is a new cluster`,
    ];
  const sayWhy = (hop: string) => {
    const before = path.hops[path.hops.indexOf(hop) - 1] ?? '';
    return `${sayWhyOn(facts, before)}${sayBarred(facts, before) === '' ? sayOnceMoved(facts, hop) : ''}`;
  };
  const barred = sayBarred(facts, first);
  const before = barred === '' ? '' : `move the pools of ${barred} to another OS SKU and then `;
  const last = findLastWayOut(facts, end.minor);
  const afterwards = last === null ? '' : `; after ${formatDate(last)} only a new cluster is left`;
  const onwards = others.map((hop) => ` and on to ${hop}${sayShortStay(facts, path, hop)}${sayWhy(hop)}`).join('');
  return [
    {
      action: `${before}upgrade to ${first}${second ? ` and on to ${second}` : ''}`,
      detail: sayShortStay(facts, path, second ?? first),
    },
    `${second ? sayWhy(second) : ''}${onwards}${afterwards}`,
  ];
}

/** Under long-term support minors are skipped, but for what a Spot pool forbids. */
function sayWhyOn(facts: ClusterFacts, minor: string): string {
  if (hasLongTermSupport(facts.cluster))
    return `, since with a Spot pool the control plane goes ${MOST_MINORS_BEHIND} minors at most ahead`;
  const endOn = endOfKubernetesSupport(facts, minor);
  return endOn === null ? '' : `, because ${minor} ends on ${formatDate(endOn)}`;
}

/** So long ahead people plan a further upgrade. */
const SHORT_STAY_DAYS = 180;

/** ` (supported until 30 Nov 2026)`, of the last minor of the way where the next upgrade is near. */
function sayShortStay(facts: ClusterFacts, { hops }: KubernetesPath, minor: string): string {
  const endOn = minor === hops.at(-1) ? endOfKubernetesSupport(facts, minor) : null;
  return endOn === null || daysBetween(facts.today, endOn) > SHORT_STAY_DAYS
    ? ''
    : ` (supported until ${formatDate(endOn)})`;
}

function sayOnceMoved(facts: ClusterFacts, minor: string): string {
  const titles = sayBarred(facts, minor);
  return titles === '' ? '' : `, once the pools of ${titles} have moved to another OS SKU`;
}

function sayEnd(facts: ClusterFacts, { minor, endOn, daysLeft }: SupportEnd): string {
  const support = hasLongTermSupport(facts.cluster) ? 'long-term support' : 'support';
  if (endOn === null) return `Kubernetes ${minor} has been out of support for long`;
  return daysLeft >= 0
    ? `Kubernetes ${minor} leaves ${support} on ${formatDate(endOn)} (${sayDaysLeft(daysLeft)})`
    : `Kubernetes ${minor} left ${support} on ${formatDate(endOn)}`;
}

/** What AKS still does for a minor that left support on a known day, as a clause. */
function sayWhatIsLeft(facts: ClusterFacts, { minor, endOn, daysLeft, path }: SupportEnd): string {
  if (endOn === null || daysLeft >= 0) return '';
  const lts =
    path.ltsUntil === null ? '' : ` (long-term support, another plan, lasts until ${formatDate(path.ltsUntil)})`;
  return `: no fixes, ${describePlatform(facts, minor)}${lts}`;
}

/** AKS goes on with the platform around a minor for a while: nodes and pools, not Kubernetes itself. */
function describePlatform(facts: ClusterFacts, minor: string): string {
  const until = endOfPlatformSupport(facts, minor);
  return until === null ? 'no support by AKS' : `only platform support by AKS until ${until} is generally available`;
}

function linksOfMinor({ cluster, lifecycle }: ClusterFacts, minor: string): Advice['evidence'] {
  const row = findKubernetesRow(lifecycle, minor) ?? lifecycle.kubernetesVersions[0];
  if (!row) return [];
  const own = hasLongTermSupport(cluster) ? 'lts' : 'community';
  const words = row.contradictions.filter(({ plan }) => plan === own);
  const others = words.map(linkOfSource).map(({ label, url }) => ({ label: `${label} says otherwise`, url }));
  return [{ label: 'AKS Kubernetes release calendar', url: row.sourceUrl }, ...others];
}

/** AKS will upgrade an unsupported cluster by itself, from a day that is known. What to do stands with the end of support. */
export const platformUpgrade: AdviceRule = {
  name: 'platform-upgrade',
  topic: 'the upgrade by AKS itself',
  stage: 'kubernetes',
  find(facts) {
    const { lifecycle, minor, today } = facts;
    const rules = lifecycle.platformUpgrades;
    if (minor === null || !isOutOfSupport(facts, minor)) return null;
    const endOn = endOfKubernetesSupport(facts, minor);
    const on = endOn === null ? rules.from : dayOfPlatformUpgrade(endOn, rules);
    const daysLeft = daysBetween(today, on);
    return {
      severity: daysLeft < 0 ? 'high' : (severityOfRetiring(daysLeft) ?? 'info'),
      subject: `PlatformUpgrade/${minor}`,
      due: on,
      ...say(
        daysBetween(facts.today, on) < 0
          ? `AKS may upgrade this cluster by itself since ${formatDate(on)}`
          : `AKS upgrades this cluster by itself from ${formatDate(on)}`,
        `${saySooner(facts, minor, on)}, outside maintenance windows, past deprecated-API checks and possibly over PodDisruptionBudgets: Kubernetes ${minor} is out of support`,
      ),
      by: `AKS itself from ${formatDate(on)}, where you have not by then`,
      steps: () => [],
      evidence: [linkOfSource(rules)],
    };
  },
};

/** Before that day AKS takes a cluster along only where the end of platform support comes first. */
function saySooner(facts: ClusterFacts, minor: string, on: CalendarDate): string {
  const next = daysBetween(facts.today, on) < 0 ? null : endOfPlatformSupport(facts, minor);
  return next === null ? '' : `, or when ${next} is generally available if that is sooner`;
}

/** Long-term support covers the two newest patches of a minor, and nothing keeps the cluster on them but its patch channel. */
export const ltsPatches: AdviceRule = {
  name: 'lts-patches',
  topic: 'patches under long-term support',
  stage: 'channel',
  isOptional: true,
  find(facts) {
    const { cluster } = facts;
    if (!hasLongTermSupport(cluster) || !isMinorSupported(facts) || isUpgradedByItself(cluster)) return null;
    // A patch replaces the nodes: what cannot come back has to move first, as the finding on it says.
    if (facts.windowsPools.some(({ ends }) => hasNoImages(ends, facts.today))) return null;
    return {
      severity: 'low',
      subject: 'LongTermSupport/patches',
      ...say(
        'Long-term support covers only the two newest patches of a Kubernetes minor',
        `, and no channel keeps the cluster (${cluster.kubernetesVersion}) on them; `,
        { action: 'turn the patch channel on' },
        ', and look which there are',
      ),
      steps: () => [
        lookAtOffer(facts),
        ...planWindow(cluster, 'Kubernetes'),
        afterCheck(
          'Then turn the patch channel on: from now on AKS upgrades the control plane and every node pool to new patches of the same minor in that window, and nodes are drained and replaced for it.',
          createPatchChannel(cluster),
        ),
      ],
      evidence: [DOCS.longTermSupport],
    };
  },
};

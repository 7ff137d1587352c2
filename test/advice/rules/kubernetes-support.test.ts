import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/domain/finding.ts';
import { advise, adviseOnPool, linesOf, ofRule, onlyOf } from '../support/advise.ts';
import { buildSystemPool } from '../support/builders.ts';
import { buildLifecycle } from '../support/lifecycle.ts';

const LTS = { supportPlan: 'AKSLongTermSupport', tier: 'Premium' };
const at = (day: string): { readonly now: Date } => ({ now: new Date(`${day}T12:00:00Z`) });

describe('rule kubernetes-unknown', () => {
  it.each([
    ['9.9.1', /^When Kubernetes 9\.9 leaves support is not known/],
    [null, /^Its Kubernetes version was never reported/],
  ])('says of %s that nobody can tell', (kubernetesVersion, words) => {
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion }), 'kubernetes-unknown');
    expect(finding).toMatchObject({
      severity: 'low',
      subject: 'Kubernetes/unknown',
      summary: expect.stringMatching(words),
    });
  });

  it('is silent where support ends one day, or has', () => {
    for (const kubernetesVersion of ['1.29.1', '1.34.7', '1.36.2'])
      expect(ofRule(adviseOnPool({}, { kubernetesVersion }), 'kubernetes-unknown')).toEqual([]);
  });
});

describe('rule kubernetes-support', () => {
  it('says when support ends, how many days are left, and which version is next', () => {
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.34.7' }), 'kubernetes-support');
    expect(finding).toMatchObject({ nodePool: null, severity: 'low', subject: 'Kubernetes/1.34', due: '2026-11-30' });
    expect(finding.summary).toBe('Kubernetes 1.34 leaves support on 30 Nov 2026 (102 days left); upgrade to 1.35.');
    expect(finding.commands).toEqual([
      expect.stringMatching(/^az aks get-upgrades -g rg-shop-prod --name shop-prod -o table /),
    ]);
    expect(finding.steps).toEqual([
      expect.objectContaining({ kind: 'now', commands: finding.commands }),
      expect.objectContaining({
        kind: 'after-check',
        commands: [expect.stringMatching(/^az aks upgrade -g rg-shop-prod .* --kubernetes-version 1\.35 /)],
      }),
      expect.objectContaining({
        kind: 'irreversible',
        commands: [expect.stringMatching(/^az aks update .* --tier premium --k8s-support-plan AKSLongTermSupport /)],
      }),
    ]);
  });

  it('says what long-term support costs where the cluster does not pay for its tier already', () => {
    const titleOn = (tier: string) =>
      onlyOf(adviseOnPool({}, { kubernetesVersion: '1.34.7', tier }), 'kubernetes-support').steps.at(-1)?.title;
    expect(titleOn('Standard')).toMatch(/: the Premium tier costs by the hour, the patch channel drains/);
    expect(titleOn('Premium')).toMatch(/: the patch channel drains/);
  });

  it.each([
    ['2026-06-02', null],
    ['2026-06-03', 'low'],
    ['2026-09-01', 'medium'],
    ['2026-10-31', 'high'],
    ['2026-11-30', 'high'],
    ['2026-12-01', 'high'],
    ['2027-09-01', 'high'],
    ['2027-09-02', 'critical'],
    ['2027-12-01', 'critical'],
  ])('on %s Kubernetes 1.34 without long-term support is %s', (day, severity) => {
    const findings = adviseOnPool({}, { kubernetesVersion: '1.34.7' }, at(day));
    expect(ofRule(findings, 'kubernetes-support').map((finding) => finding.severity)).toEqual(
      severity ? [severity] : [],
    );
  });

  it('says that a Spot pool, not an end, is why a cluster on long-term support stops on its way', () => {
    const spot = { evictionPolicy: 'Delete', maxPrice: -1 };
    const cluster = { kubernetesVersion: '1.31.9', ...LTS };
    const { summary } = onlyOf(adviseOnPool({ spot }, cluster, at('2027-06-05')), 'kubernetes-support');
    expect(summary).toContain(
      'upgrade to 1.34 and on to 1.36, since with a Spot pool the control plane goes 3 minors at most ahead',
    );
    expect(summary).not.toContain('because');
  });

  it('counts a month to its last day', () => {
    const findings = adviseOnPool({}, { kubernetesVersion: '1.34.7' }, at('2026-11-30'));
    expect(onlyOf(findings, 'kubernetes-support').summary).toContain('(today)');
  });

  it.each([
    ['2026-11-28', 'channel stable does it in its maintenance window (every 3 months)'],
    ['2026-12-05', 'channel stable would do it, but its maintenance window opens only on 5 Dec 2026, after that.'],
  ])('says of a channel whether its window, next on %s, comes before the end', (opensOn, words) => {
    const windows = [{ name: 'aksManagedAutoUpgradeSchedule', when: 'every 3 months', opensOn: [opensOn] }];
    const cluster = { kubernetesVersion: '1.34.7', upgradeChannel: 'stable', maintenance: { asOf: '', windows } };
    const { summary } = onlyOf(adviseOnPool({}, cluster, at('2026-11-15')), 'kubernetes-support');
    expect(summary).toContain(words);
  });

  it('says what being out of support means, that another plan would last, and the whole way', () => {
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.33.13' }), 'kubernetes-support');
    expect(finding.summary).toBe(
      'Kubernetes 1.33 left support on 31 Jul 2026: no fixes, no support by AKS (long-term support, another plan, lasts until 31 Jul 2027); upgrade to 1.34 (supported until 30 Nov 2026).',
    );
  });

  it('goes by the long-term end for a cluster on that plan', () => {
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: '1.32.12', ...LTS }), 'kubernetes-support')).toEqual([]);
    const ending = adviseOnPool({}, { kubernetesVersion: '1.31.12', ...LTS });
    expect(onlyOf(ending, 'kubernetes-support')).toMatchObject({ severity: 'low', due: '2026-11-30' });
    const over = adviseOnPool({}, { kubernetesVersion: '1.31.12', ...LTS }, at('2026-12-01'));
    expect(onlyOf(over, 'kubernetes-support')).toMatchObject({
      severity: 'critical',
      summary: 'Kubernetes 1.31 left long-term support on 30 Nov 2026: no fixes, no support by AKS; upgrade to 1.36.',
    });
  });

  it('names the pools that stand in the way of the upgrade, before the upgrade', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' };
    const finding = onlyOf(adviseOnPool(pool, { kubernetesVersion: '1.32.11' }), 'kubernetes-support');
    // What comes first is said first, also where only the point and the act are shown.
    expect(outlineOf(finding)).toBe(
      'Kubernetes 1.32 left support on 31 Mar 2026; move the pools of Windows Server 2019 to another OS SKU and then upgrade to 1.34 (supported until 30 Nov 2026)',
    );
    expect(finding.steps?.[1]).toEqual({
      kind: 'after-check',
      title: expect.stringMatching(/^Before 1\.3\d, see that all pools of Windows Server 2019 are gone/),
      commands: [],
    });
  });

  it('says before the step that is barred that pools have to move, also where the first one is not', () => {
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.35.8' }, at('2027-05-20')), 'kubernetes-support');
    expect(finding.summary).toMatch(
      /upgrade to 1\.36 and on to 1\.37 \(supported until .*\), because .*, once the pools of Windows Server 2022 have moved/,
    );
    const titles = finding.steps?.map(({ title }) => title) ?? [];
    const [first, move, second] = [
      /1\.36 is offered/,
      /^Before 1\.37, move the pools of Windows Server 2022, as the finding on them says/,
      /on to 1\.37/,
    ].map((words) => titles.findIndex((title) => words.test(title)));
    expect([first, move, second]).toEqual([1, 2, 3]);
  });

  it('calls a version older than the calendar long out of support, without inventing a date', () => {
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.20.1' }), 'kubernetes-support');
    expect(finding).toMatchObject({ severity: 'critical', due: null, subject: 'Kubernetes/1.20' });
    expect(finding.steps?.map(({ title }) => title).join()).toContain('(a recovery path that AKS does not support)');
    // The lowest community minor that is supported on that day, never one that has left support itself.
    expect(linesOf(finding).join()).toContain('--kubernetes-version 1.34');
  });

  it.each([
    ['a note gives no day of its end', { endOfSupportOn: null, endOfLtsOn: null }],
    ['only the end of its long-term support is known', { endOfSupportOn: null, endOfLtsOn: '2025-07-30' }],
  ])('calls a version out of support whose successors are, where %s', (_what, ends) => {
    const { kubernetesVersions } = buildLifecycle();
    const row = { ...kubernetesVersions[0]!, contradictions: [], generallyAvailableOn: null };
    const lifecycle = buildLifecycle({
      kubernetesVersions: [
        { ...row, minor: '1.25', endOfSupportOn: '2024-01-14', endOfLtsOn: null },
        { ...row, minor: '1.27', ...ends },
        ...kubernetesVersions,
      ],
    });
    for (const kubernetesVersion of ['1.27.9', '1.26.3']) {
      const findings = adviseOnPool({ kubernetesVersion }, { kubernetesVersion }, { lifecycle });
      const finding = onlyOf(findings, 'kubernetes-support');
      expect(finding).toMatchObject({ severity: 'critical', due: null });
      expect(finding.summary).toContain('has been out of support for long');
      expect(linesOf(finding).join()).toContain('--kubernetes-version 1.34');
      expect(ofRule(findings, 'platform-upgrade')).toHaveLength(1);
    }
  });

  it('shows release notes that contradict the calendar', () => {
    const rows = buildLifecycle().kubernetesVersions.map((row) => ({
      ...row,
      contradictions: [
        {
          date: '2026-10',
          fromKubernetes: null,
          statedOn: '2026-08-01',
          statedIn: '2026-08-01',
          url: 'https://example.test/n',
          quote: null,
          plan: 'community' as const,
        },
      ],
    }));
    const lifecycle = buildLifecycle({ kubernetesVersions: rows });
    const finding = onlyOf(adviseOnPool({}, { kubernetesVersion: '1.34.7' }, { lifecycle }), 'kubernetes-support');
    expect(finding.evidence.map(({ url }) => url)).toEqual([
      'https://example.test/kubernetes-calendar',
      'https://example.test/n',
      'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
      'https://learn.microsoft.com/azure/aks/long-term-support',
    ]);
  });

  it('is silent about a version newer than the calendar, an unknown one, and a cluster without Windows pools', () => {
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: '1.99.0' }), 'kubernetes-support')).toEqual([]);
    expect(ofRule(adviseOnPool({}, { kubernetesVersion: null }), 'kubernetes-support')).toEqual([]);
    expect(advise({ kubernetesVersion: '1.20.1', nodePools: [buildSystemPool()] })).toEqual([]);
  });
});

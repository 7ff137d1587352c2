import { describe, expect, it } from 'vitest';
import { adviseOnPool, onlyOf } from './support/advise.ts';

describe('advice on a stopped cluster', () => {
  it('begins with the start, which Azure wants before anything else, and says what that costs', () => {
    const found = adviseOnPool({}, { kubernetesVersion: '1.34.7', powerState: 'Stopped' });
    const finding = onlyOf(found, 'kubernetes-support');
    expect(finding.commands[0]).toMatch(/^az aks start /);
    expect(finding.steps?.[0]?.title).toMatch(/^Start the cluster, whose nodes cost again/);
    expect(finding.severity).toBe('low');
  });

  it('keeps what matters just as much while nodes are stopped: images that are gone', () => {
    const pool = { nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210', powerState: 'Stopped' as const };
    const now = new Date('2027-04-02T09:00:00Z');
    const finding = onlyOf(adviseOnPool(pool, { kubernetesVersion: '1.32.4' }, { now }), 'os-sku-retirement');
    expect(finding.severity).toBe('critical');
    expect(finding.summary).toContain('a stopped pool may never start again');
  });
});

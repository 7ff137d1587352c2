import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseNewPoolName } from '../../../src/advice/commands/add-node-pool.ts';
import { buildCluster, buildPool, buildSystemPool } from '../support/builders.ts';

describe('chooseNewPoolName', () => {
  it('names the pool after the Windows version', () => {
    expect(chooseNewPoolName(buildCluster(), 'win22', 'Windows2025')).toBe('win25');
  });

  it('avoids the names the cluster has, whatever their case', () => {
    const cluster = buildCluster({
      nodePools: [buildPool(), buildPool({ name: 'WIN25' }), buildPool({ name: 'win25b' })],
    });
    expect(chooseNewPoolName(cluster, 'win22', 'Windows2025')).toBe('win25c');
  });

  it('gives two pools of a cluster different names, six characters at most, as Azure allows', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^(win25|win22|win19|npwin)[b-d]?$/), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(names, (pools) => {
        const nodePools = [buildSystemPool(), ...pools.map((name) => buildPool({ name }))];
        const cluster = buildCluster({ nodePools });
        const chosen = pools.map((name) => chooseNewPoolName(cluster, name, 'Windows2025'));
        expect(new Set(chosen).size).toBe(pools.length);
        for (const name of chosen) {
          expect(name).toMatch(/^[a-z][a-z0-9]{0,5}$/);
          expect(pools).not.toContain(name);
        }
      }),
    );
  });
});

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findUntrueLine, readConsoleBlocks, runShown } from './console-blocks.ts';
import { isInRepository, listSettings, ROOT, readRepositoryFile } from './repository.ts';

const OPERATIONS = readRepositoryFile('docs/operations.md');
const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-operations-'));
cpSync(`${ROOT}demo/fleet.json`, join(folder, 'demo/fleet.json'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of the whole page in its order, on one database: they tell one story. */
describe('docs/operations.md', () => {
  it.each(readConsoleBlocks(OPERATIONS).map((one) => [one.command, one] as const))(
    '"%s" does what it says',
    async (command, { shown }) => {
      const [, removed] = /^rm (\S+)$/.exec(command) ?? [];
      if (removed !== undefined) return rmSync(join(folder, removed));
      const { code, stdout } = await runShown(command, folder);
      expect(code).toBe(0);
      if (shown.length > 0) expect(findUntrueLine(shown, stdout)).toBeNull();
    },
  );

  it('mounts the claim and the paths of the chart in the pod that restores a lost volume', () => {
    const [, overrides = ''] = /--overrides='(\{[\s\S]*?\})'$/m.exec(OPERATIONS) ?? [];
    const { spec } = JSON.parse(overrides.replaceAll(`'"$image"'`, 'image'));
    expect(spec.volumes[0].persistentVolumeClaim).toEqual({ claimName: 'vhdwatch' });
    expect(spec.containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }]);
    const manifests = readRepositoryFile('deploy/kubernetes/vhdwatch.yaml');
    expect(manifests).toContain('claimName: vhdwatch\n');
    expect(manifests).toMatch(/mountPath: "?\/data"?\n/);
    expect(readRepositoryFile('Dockerfile')).toContain('DATABASE_PATH=/data/vhdwatch.db');
  });

  it('has a unit for systemd that starts what the clone has', () => {
    const unit = readRepositoryFile('examples/systemd/vhdwatch.service');
    expect(unit).toMatch(/^Environment=PATH=\/opt\/vhdwatch\/node_modules\/\.bin:/m);
    expect(unit).toMatch(/^ExecStart=\/opt\/vhdwatch\/dist\/main\.js serve$/m);
    const settings = [...unit.matchAll(/\b([A-Z]+_[A-Z_]+)=/g)].map(([, name]) => name);
    expect(settings.filter((name) => !listSettings().includes(name ?? ''))).toEqual([]);
  });

  it('names only settings and files that there are', () => {
    const spans = [...OPERATIONS.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(
      ([, text]) => text ?? '',
    );
    const settings = spans.filter((text) => /^[A-Z][A-Z_]{3,}$/.test(text));
    expect(settings.filter((name) => !listSettings().includes(name))).toEqual([]);
    const files = spans.filter((text) => /^(deploy|examples|docs)\/[\w./-]+$/.test(text));
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((path) => !isInRepository(path))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it('points at files that there are', () => {
    const spans = [...readRepositoryFile('ARCHITECTURE.md').matchAll(/`((?:src|test|migrations|docs)\/[^`]*)`/g)].map(
      ([, path]) => path ?? '',
    );
    const named = spans.filter((path) => !/NAME|NOUN|NNNN/.test(path));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !isInRepository(path))).toEqual([]);
  });
});

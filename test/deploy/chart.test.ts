import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { renderChart, renderPlain } from '../../deploy/render-chart.ts';
import { ROOT, readRepositoryFile } from '../docs/repository.ts';
import { findTool } from '../support/find-tool.ts';

type Manifest = Record<string, unknown> & { kind: string; apiVersion: string; metadata: { name: string } };

const promtool = findTool('promtool');
const read = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Manifest);
const plain = read(renderPlain());
const IMAGE = { repository: 'ghcr.io/contoso/vhdwatch' };
const defaults = read(renderChart({ image: IMAGE }));
const find = (manifests: readonly Manifest[], kind: string) => manifests.find((one) => one.kind === kind);

/** Packages with the types of what Kubernetes takes, by `apiVersion`. */
const TYPES: Readonly<Record<string, string>> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
  'policy/v1': 'policy/v1',
  'networking.k8s.io/v1': 'networking/v1',
};

describe('the manifests', () => {
  it('of deploy/kubernetes are what the chart renders: node deploy/render-chart.ts', () => {
    expect(readRepositoryFile('deploy/kubernetes/vhdwatch.yaml')).toBe(renderPlain());
  });

  it('have only fields that Kubernetes knows, of the right types', () => {
    const known = [...plain, ...defaults].filter(({ apiVersion }) => TYPES[apiVersion]);
    expect(known.length).toBeGreaterThan(12);
    const lines = known.map(
      (one, index) =>
        `export const m${index}: import('kubernetes-types/${TYPES[one.apiVersion]}').${one.kind} = ${JSON.stringify(one)};`,
    );
    const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-manifests-'));
    symlinkSync(`${ROOT}node_modules`, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'preserve', '--types', ''];
    const { stdout } = spawnSync(
      process.execPath,
      [`${ROOT}node_modules/typescript/bin/tsc`, ...flags, 'manifests.ts'],
      { cwd: folder, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    expect(stdout).toBe('');
  });

  it('run one pod that is not root, writes to its disk alone, and lets every drain pass', () => {
    for (const manifests of [plain, defaults]) {
      expect(find(manifests, 'Deployment')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
      expect(find(manifests, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
      expect(find(manifests, 'PersistentVolumeClaim')).toMatchObject({
        spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'managed-csi' },
      });
      for (const container of listContainers(manifests))
        expect(container, container.name).toMatchObject({
          securityContext: {
            readOnlyRootFilesystem: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
        });
    }
  });

  it('hand over secrets as files, never as values, and name the Secret only', () => {
    const [program] = listContainers(plain).filter(({ name }) => name === 'vhdwatch');
    expect(program?.env).toContainEqual({ name: 'SLACK_BOT_TOKEN_FILE', value: '/secrets/slack-bot-token' });
    expect(plain.some(({ kind }) => kind === 'Secret')).toBe(false);
    expect(
      listContainers(defaults)
        .flatMap(({ env }) => env.map(({ name }) => name))
        .filter((name) => name.includes('TOKEN')),
    ).toEqual([]);
  });

  it('let out 443 and DNS alone, or the port of a proxy', () => {
    const portsOf = (manifests: readonly Manifest[]) =>
      (find(manifests, 'NetworkPolicy') as unknown as { spec: { egress: { ports: { port: number }[] }[] } }).spec.egress
        .flatMap(({ ports }) => ports)
        .map(({ port }) => port);
    expect(portsOf(defaults)).toEqual([53, 53, 443]);
    const behindProxy = { image: IMAGE, networkPolicy: { egressPorts: [3128, 443] } };
    expect(portsOf(read(renderChart(behindProxy)))).toEqual([53, 53, 3128, 443]);
  });

  it('ask for the place of the image, which nobody but their user knows', () => {
    expect(() => renderChart({})).toThrow(/image\.repository is required.*ghcr\.io/);
  });

  it('restore through the program, before it starts and after the copy was fetched', () => {
    const names = listContainers(plain).map(({ name }) => name);
    expect(names).toEqual(['fetch', 'restore', 'replicate', 'vhdwatch']);
    const back = read(renderChart({ image: IMAGE, restore: { beforeUpgrade: true } }));
    expect(listContainers(back).map(({ name, args }) => [name, args])).toContainEqual([
      'go-back',
      ['restore', '--before-upgrade'],
    ]);
  });

  it('ask for no operator, no identity and no copy unless told to', () => {
    expect(defaults.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ]);
    expect(JSON.stringify(defaults)).not.toContain('workload.identity');
    expect(JSON.stringify(find(plain, 'ServiceAccount'))).toContain('azure.workload.identity/client-id');
  });
});

describe('values.schema.json', () => {
  it('knows every value there is, and its type', () => {
    const schema = JSON.parse(readRepositoryFile('deploy/chart/values.schema.json')) as Schema;
    for (const file of ['deploy/chart/values.yaml', 'deploy/kubernetes/values.yaml'])
      expect(listMisfits(schema, parse(readRepositoryFile(file)), file)).toEqual([]);
    expect(listMisfits(schema, { persistence: { storageClass: 'azurefile-csi' } }, 'v')).toEqual([
      'v.persistence.storageClass',
    ]);
    expect(listMisfits(schema, { settings: { SLACK_BOT_TOKEN: 'xoxb-1' }, unknown: 1 }, 'v')).toEqual([
      'v.settings.SLACK_BOT_TOKEN',
      'v.unknown',
    ]);
  });
});

describe('the alerts and the dashboard', () => {
  const rules = readRepositoryFile('deploy/chart/files/rules.yaml');
  const metrics = ['app/operations/read-metrics.ts', 'surfaces/web/create-metrics.ts']
    .map((path) => readRepositoryFile(`src/${path}`))
    .join('\n');

  it('ask for metrics that there are', () => {
    const dashboard = JSON.parse(readRepositoryFile('deploy/chart/files/dashboard.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const asked = [
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...(parse(rules) as Rules).groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ];
    const names = new Set(
      asked.flatMap((expr) => expr.match(/vhdwatch_\w+/g) ?? []).map((name) => name.replace(/_bucket$/, '')),
    );
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !metrics.includes(`'${name}'`))).toEqual([]);
  });

  it('send who is called to a part of docs/operations.md that there is', () => {
    const anchors = [...readRepositoryFile('docs/operations.md').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    const links = [...rules.matchAll(/runbook_url: docs\/operations\.md#(\S+)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBe((parse(rules) as Rules).groups.flatMap((group) => group.rules).length);
    for (const link of links) expect(anchors).toContain(link);
    const rule = find(plain, 'PrometheusRule');
    expect(JSON.stringify(rule)).toContain(
      'https://github.com/YOUR-ORGANIZATION/vhdwatch/blob/main/docs/operations.md#vhdwatchdown',
    );
  });

  it.skipIf(promtool === null)('are what promtool finds right (skipped where there is no promtool)', () => {
    for (const args of [
      ['check', 'rules', 'deploy/chart/files/rules.yaml'],
      ['test', 'rules', 'test/deploy/rules.test.yaml'],
    ]) {
      const { status, stdout, stderr } = spawnSync(promtool ?? '', args, { cwd: ROOT, encoding: 'utf8' });
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    }
  });
});

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
}

function listContainers(manifests: readonly Manifest[]): readonly Container[] {
  const { spec } = find(manifests, 'Deployment') as unknown as {
    spec: { template: { spec: { initContainers?: Container[]; containers: Container[] } } };
  };
  return [...(spec.template.spec.initContainers ?? []), ...spec.template.spec.containers];
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly not?: Schema;
}

/** As much of JSON Schema as the chart's uses; Helm itself knows all of it. */
function listMisfits(schema: Schema, value: unknown, path: string): readonly string[] {
  const { type, properties = {}, additionalProperties, propertyNames } = schema;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const actual = Array.isArray(value) ? 'array' : typeof value;
  const isForbidden = schema.not !== undefined && listMisfits(schema.not, value, path).length === 0;
  const isOther =
    typeof value === 'string' &&
    ((schema.pattern && !new RegExp(schema.pattern).test(value)) || (schema.enum && !schema.enum.includes(value)));
  if ((type && type !== actual) || isForbidden || isOther) return [path];
  if (!isObject) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const child = properties[key] ?? additionalProperties;
    const named = propertyNames ? listMisfits(propertyNames, key, `${path}.${key}`) : [];
    if (child === false) return [`${path}.${key}`];
    return [...named, ...(typeof child === 'object' ? listMisfits(child, one, `${path}.${key}`) : [])];
  });
}

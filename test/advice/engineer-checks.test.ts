import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { getStatusReport } from '../../src/app/fleet/asked-status.ts';
import type { AdvisedFinding } from '../../src/domain/finding.ts';
import type { SourceDocument } from '../../src/domain/source-document.ts';
import { openScenario, reportFleet } from '../scenarios/open-scenario.ts';
import type { TestApp } from '../support/create-test-app.ts';

const SHARED = new URL('../../../shared/', import.meta.url);
const CASES = new URL('cases/advice/', SHARED);
const isAbsent = !existsSync(new URL('checks.json', CASES));
if (isAbsent) process.stderr.write('test/advice/engineer-checks: ../shared/cases is absent, skipped\n');

/** What must and must not be said about a cluster, its pool, by a rule. */
interface Check {
  readonly id: string;
  readonly f: string;
  readonly now: string;
  readonly c: string;
  readonly p?: string;
  readonly r?: string;
  readonly must?: readonly string[];
  readonly not?: readonly string[];
  readonly notTogether?: readonly string[];
  readonly sev?: readonly string[];
  readonly why: string;
}

interface Release {
  readonly tag_name: string;
  readonly html_url: string;
  readonly published_at: string;
  readonly body: string;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, SHARED), 'utf8')) as T;
}

/** What came before says nothing of the days that are asked about, and takes most of the time to read. */
const READ_FROM = '2025-01-01';

function readReleases(): readonly SourceDocument[] {
  const releases = readJson<Release[]>('corpus/releases.json').filter((one) => one.published_at >= READ_FROM);
  return releases.map(({ tag_name, html_url, published_at, body }) => ({
    source: 'aks-releases',
    externalId: tag_name,
    title: tag_name,
    url: html_url,
    publishedAt: published_at,
    body,
  }));
}

/** `(?i)` as other languages write it. */
function toPattern(text: string): RegExp {
  return text.startsWith('(?i)') ? new RegExp(text.slice(4), 'i') : new RegExp(text);
}

function wordsOf({ summary, commands, steps }: AdvisedFinding): string {
  return [summary, ...commands, ...steps.flatMap((step) => [step.title, ...step.commands])].join('\n');
}

const checks = isAbsent ? [] : readJson<Check[]>('cases/advice/checks.json');
let app: TestApp;
const known = new Map<string, readonly AdvisedFinding[]>();

function findingsOn(day: string): readonly AdvisedFinding[] {
  app.clock.set(`${day}T09:00:00Z`);
  const findings = known.get(day) ?? getStatusReport(app.context).findings;
  known.set(day, findings);
  return findings;
}

beforeAll(async () => {
  if (isAbsent) return;
  app = await openScenario(readReleases(), [], '2026-11-27T09:00:00Z');
  const files = readdirSync(CASES).filter((name) => /^\d/.test(name));
  reportFleet(
    app,
    files.flatMap((name) => readJson<object[]>(`cases/advice/${name}`)),
  );
}, 60_000);

describe.skipIf(isAbsent)('advice that an AKS engineer would sign (skipped where ../shared is absent)', () => {
  it.each(checks.map((check) => [check.id, check.why, check] as const))('%s: %s', (_, __, check) => {
    const found = findingsOn(check.now).filter(
      ({ cluster, nodePool, rule }) =>
        cluster === check.c &&
        (check.p === undefined || nodePool === check.p) &&
        (check.r === undefined || rule === check.r),
    );
    const words = found.map(wordsOf).join('\n');
    for (const pattern of check.must ?? []) expect(words).toMatch(toPattern(pattern));
    for (const pattern of check.not ?? []) expect(words).not.toMatch(toPattern(pattern));
    if (check.sev) expect(found.map(({ severity }) => severity).some((each) => check.sev?.includes(each))).toBe(true);
    for (const { commands } of found) {
      const together = check.notTogether?.every((pattern) => toPattern(pattern).test(commands.join('\n'))) ?? false;
      expect(together).toBe(false);
    }
  });
});

import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImageStep } from '../../../../src/domain/catalogue.ts';
import { buildCatalogue, buildImage } from '../../../advice/support/builders.ts';
import { createNotes } from '../../../scenarios/open-scenario.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { runInProcess } from '../../../support/run-in-process.ts';
import { makeFolder } from '../../../support/run-vhdwatch.ts';
import { AT, NEWER, OLDER, saveTwoNotes } from '../../../support/two-notes.ts';
import { buildRetirement } from '../../web/support/serve.ts';

let folder: ReturnType<typeof makeFolder>;

beforeEach(() => {
  folder = makeFolder();
  const store = openTestStore(join(folder.path, 'vhdwatch.db'));
  const security = { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234'] };
  store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { security }), '20348.5020.260415']));
  store.close();
});
afterEach(() => folder.remove());

async function run(...args: readonly string[]): Promise<string> {
  const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
  const { code, stdout } = await runInProcess(args, { cwd: folder.path, env });
  expect(code).toBe(0);
  return stdout;
}

const images = (...more: readonly string[]) => run('images', ...more);

test('lists what each image mends, for people and for programs', async () => {
  const [head, newest, ...others] = (await images()).split('\n');
  const older = others.find((line) => line.includes('20348.5020.260415'));
  expect(head).toMatch(/STATE +SECURITY/);
  expect(newest).toMatch(/newest +security updates KB5065432 and KB5063880; fixes CVE-2026-1234/);
  expect(older).toMatch(/superseded +- *$/);
  const listed = JSON.parse(await images('--json')) as object[];
  expect(listed).toMatchObject([
    { version: '20348.5386.260715', securityUpdates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234'] },
    { version: '20348.5020.260415', securityUpdates: null, cves: null },
  ]);
  expect(listed.flatMap((image) => Object.keys(image))).not.toContain('security');
});

test('tells the life of an image below it at 80 columns, with who says so and what one source alone knows', async () => {
  const life: readonly ImageStep[] = [
    { step: 'built', on: '2025-12-15', source: 'version' },
    { step: 'noted', on: '2026-11-29', source: 'image-notes' },
    { step: 'rolling-out', on: null, source: 'regions', regions: 12 },
    { step: 'announced', on: '2026-01-09', source: '2026-01-02' },
    { step: 'superseded', on: '2026-02-10', source: '20348.5020.260210' },
  ];
  const noted: readonly ImageStep[] = [
    { step: 'built', on: '2026-02-10', source: 'version' },
    { step: 'noted', on: null, source: 'image-notes' },
  ];
  const unannounced = { announcedIn: null, announcedAt: null, sources: ['image-notes'] };
  const store = openTestStore(join(folder.path, 'vhdwatch.db'));
  store.catalogue.replace(
    buildCatalogue([
      buildImage('20348.5020.260210', { ...unannounced, life: noted }),
      buildImage('20348.4900.251215', { life }),
    ]),
  );
  store.close();
  const lines = (await images()).split('\n');
  expect(lines.filter((line) => line.startsWith('  '))).toEqual([
    '  built 10 Feb 2026, noted by image-notes, known from image-notes only',
    // In the order of its days; notes that were seen late say nothing of when there were any.
    '  built 15 Dec 2025, rolling out (12 regions),',
    '  announced 9 Jan 2026 in release 2026-01-02,',
    '  superseded 10 Feb by 20348.5020.260210, noted 29 Nov by image-notes',
  ]);
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('names the OS SKUs that there are images of where one is asked for that has none', async () => {
  const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
  const { code, stderr } = await runInProcess(['images', '--os-sku', 'Windows9'], { cwd: folder.path, env });
  expect(code).toBe(1);
  expect(stderr).toContain('No image and no node pool of Windows9 is known; known are Windows2022.');
  expect(await images('--os-sku', 'windows2022')).toContain('20348.5386.260715');
});

test('tells what changed between two images, and what the notes do not tell', async () => {
  const store = openTestStore(join(folder.path, 'vhdwatch.db'));
  saveTwoNotes(store);
  store.documents.save(createNotes('20348.4900.251215', 'KB5060001', { runtime: [], images: [], files: [] }), AT);
  store.close();
  expect(await run('diff', OLDER, NEWER)).toBe(CHANGED);
  expect(JSON.parse(await run('diff', OLDER, NEWER, '--json'))).toMatchObject({
    osVersion: { from: '20348.5020', to: '20348.5386' },
    cumulativeUpdate: { from: 'KB5060001', to: 'KB5070001' },
  });
  expect(await run('diff', OLDER, '20348.4900.251215')).toContain(
    'Not compared, since a notes file does not tell: runtime, base images, cached Kubernetes.',
  );
  expect(await run('diff', OLDER, OLDER)).toContain(': no difference that the notes files tell of');
});

test('an end that only a note tells of, with a day that is likely mistyped, is listed in doubt', async () => {
  const store = openTestStore(join(folder.path, 'vhdwatch.db'));
  const mistyped = {
    subject: 'Windows2022',
    phase: 'removal',
    date: '2020-10-13',
    doubt: 'past-date',
  } as const;
  store.catalogue.replace({ ...buildCatalogue([]), retirements: [buildRetirement(mistyped)] });
  store.close();
  const ends = JSON.parse(await run('retirements', '--all', '--json')) as object[];
  expect(ends).toContainEqual(expect.objectContaining({ ...mistyped, state: 'past', pools: [] }));
});

const CHANGED = `20348.5020.260415 → 20348.5386.260715

Windows: 20348.5020 → 20348.5386
Cumulative update: KB5060001 → KB5070001
Container runtime: containerd 1.6.35+azure → containerd 2.0.4+azure
Windows updates
  - KB5060001
  + KB5070001
Base images
  - servercore:10.0.20348.4171
  - servercore:10.0.20348.887
  - servercore/iis:windowsservercore-ltsc2022
  + servercore:10.0.20348.5386
Base images rebuilt under the same tag
  ~ nanoserver:ltsc2022
Kubernetes on the disk
  - v1.32.6
  - v1.30.101-akslts
  - v1.29.5-hotfix.20240712
  - v1.33.3
  + v1.33.2
`;

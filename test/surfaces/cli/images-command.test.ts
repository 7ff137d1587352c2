import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCatalogue, buildImage } from '../../advice/support/builders.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { runInProcess } from '../../support/run-in-process.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';

let folder: ReturnType<typeof makeFolder>;

beforeEach(() => {
  folder = makeFolder();
  const store = openTestStore(join(folder.path, 'vhdwatch.db'));
  const security = { updates: ['KB5063880', 'KB5065432'], cves: ['CVE-2026-1234'] };
  store.catalogue.replace(buildCatalogue([buildImage('20348.5386.260715', { security }), '20348.5020.260415']));
  store.close();
});
afterEach(() => folder.remove());

async function images(...more: readonly string[]): Promise<string> {
  const env = { DATABASE_PATH: join(folder.path, 'vhdwatch.db'), LOG_LEVEL: 'silent' };
  const { code, stdout } = await runInProcess(['images', ...more], { cwd: folder.path, env });
  expect(code).toBe(0);
  return stdout;
}

test('lists what each image mends, for people and for programs', async () => {
  const [head, newest, older] = (await images()).split('\n');
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

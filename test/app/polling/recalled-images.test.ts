import { expect, test } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { readCatalogue } from '../../../src/app/images/read-catalogue.ts';
import { readDocuments, reparse } from '../../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { addDocuments, createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const AUGUST = createRelease('2026-08-21', '2026-08-26T07:30:00Z', [['2022', '20348.5499.260812']]);
const WITHDRAWN = 'The Windows Server 2022 image 20348.5499.260812 has been withdrawn because of a regression.';

let app: TestApp;

function note(tag: string, announcement: string) {
  return { ...AUGUST, externalId: tag, title: tag, publishedAt: `${tag}T08:00:00Z`, body: `- ${announcement}\n` };
}

async function publish(...documents: Parameters<typeof addDocuments>[1]): Promise<readonly string[]> {
  app.clock.advance(86_400_000);
  addDocuments(app, documents);
  await readDocuments(app.context);
  refreshFindings(app.context);
  await deliverDue(app.context);
  return app.store.inbox.list(50).map(({ channel, text }) => `${channel}: ${text.split('\n').slice(0, 3).join(' | ')}`);
}

function targetOf(name: string): string | null {
  return (
    assessFleet(app.context).pools.find(({ nodePool }) => nodePool.name === name)?.assessment.targetVersion ?? null
  );
}

test('an image that AKS withdrew is nobody’s to take, and who runs it is told with the words of the note', async () => {
  app = await openScenario(
    [JULY, AUGUST],
    createTeam({ web: '20348.5499.260812', api: '20348.5386.260715' }),
    '2026-08-28T09:00:00Z',
  );
  expect(targetOf('api')).toBe('20348.5499.260812');
  const told = await publish(note('2026-09-04', WITHDRAWN));
  expect(told[0]).toBe(
    'C0SHOPTEAM1: shop/web runs 20348.5499.260812, which AKS withdrew: go back or wait for the next | Owner: nobody is named; press Assign to say who does it | • Withdrawn by AKS: Windows Server 2022 20348.5499.260812; run by shop/web',
  );
  expect(app.store.inbox.list(1)[0]?.text).toContain(`“${WITHDRAWN}”`);
  expect(JSON.stringify(app.store.inbox.list(1)[0])).toContain('Show commands');
  expect(app.store.inbox.list(1)[0]?.text).toContain('Go back to the image before within 7 days');
  expect(targetOf('api')).toBe('20348.5386.260715');
  expect(readCatalogue(app.context).images[0]).toMatchObject({
    version: '20348.5499.260812',
    state: 'withdrawn',
    recall: { statedIn: '2026-09-04' },
  });
  // Read again, or said again, it is no news.
  expect(await publish(note('2026-09-11', 'Windows Server 2022 image 20348.5499.260812 was pulled.'))).toEqual(told);
});

test('an image that AKS withdrew is there again once it is announced again', async () => {
  const [shop] = createTeam({ web: '20348.5386.260715' });
  app = await openScenario([JULY, AUGUST], [shop ?? {}], '2026-08-28T09:00:00Z');
  const told = await publish(note('2026-09-04', WITHDRAWN));
  expect(told[0]).toContain('AKS withdrew Windows Server 2022 20348.5499.260812: do not take it');
  expect(app.store.inbox.list(1)[0]?.text).toContain('No node pool here runs it: nothing to do about it.');
  expect(targetOf('web')).toBe('20348.5386.260715');
  const again = await publish(createRelease('2026-09-18', '2026-09-22T08:00:00Z', [['2022', '20348.5499.260812']]));
  expect(again).toContainEqual(expect.stringMatching(/^C0SHOPTEAM1: shop\/web needs the August image by .*2026-09-18/));
  expect(targetOf('web')).toBe('20348.5499.260812');
});

test('the news that announced an image say that it was withdrawn since, and nobody is told a second time', async () => {
  app = await openScenario(
    [JULY],
    createTeam({ web: '20348.5386.260715', api: '20348.5256.260610' }),
    '2026-08-26T09:00:00Z',
  );
  await publish(AUGUST);
  const headlines = () => app.store.inbox.list(50).map(({ text }) => text.split('\n')[0]);
  expect(headlines()[0]).toBe('2 pools need the August image, the first by 8 Sep 2026 (AKS release 2026-08-21)');
  await publish(note('2026-09-04', WITHDRAWN));
  const sentence = 'AKS withdrew Windows Server 2022 20348.5499.260812: do not take it';
  expect(headlines().filter((line) => line?.startsWith(sentence))).toHaveLength(4);
  expect(app.store.inbox.list(50).find(({ text }) => text.includes('release 2026-08-21'))?.text).toContain(
    `· said by AKS release 2026-09-04 (${AUGUST.url})\n“${WITHDRAWN}”`,
  );
  expect(headlines().some((line) => line?.includes('August image'))).toBe(false);
  const told = app.store.inbox.list(50).length;
  await publish(note('2026-09-11', 'Windows Server 2022 image 20348.5499.260812 was pulled.'));
  expect(app.store.inbox.list(50)).toHaveLength(told);
});

test('cards that said it was withdrawn say so no more once it is announced again', async () => {
  app = await openScenario(
    [JULY],
    createTeam({ web: '20348.5386.260715', api: '20348.5256.260610' }),
    '2026-08-26T09:00:00Z',
  );
  await publish(AUGUST);
  await publish(note('2026-09-04', WITHDRAWN));
  const own = () =>
    app.store.inbox
      .list(50)
      .filter(({ channel, text }) => channel === 'C0SHOPTEAM1' && text.includes('20348.5499.260812'))
      .map(({ text }) => text);
  expect(own().every((text) => text.includes('AKS withdrew'))).toBe(true);
  await publish(createRelease('2026-09-18', '2026-09-22T08:00:00Z', [['2022', '20348.5499.260812']]));
  expect(own()).toHaveLength(3);
  for (const text of own()) {
    expect(text).not.toMatch(/AKS withdrew|Withdrawn by AKS/);
    expect(text).toMatch(/^2 pools need the August image, .*\(AKS release 2026-09-18\)\n/);
  }
  expect(own().filter((text) => text.includes('withdrawn for a time, announced again in 2026-09-18'))).toHaveLength(2);
});

test('who runs an image that came back reads that it did', async () => {
  app = await openScenario([JULY, AUGUST], createTeam({ web: '20348.5499.260812' }), '2026-08-28T09:00:00Z');
  const told = await publish(note('2026-09-04', WITHDRAWN));
  expect(told[0]).toContain('runs 20348.5499.260812, which AKS withdrew');
  await publish(createRelease('2026-09-18', '2026-09-22T08:00:00Z', [['2022', '20348.5499.260812']]));
  const [text = ''] = app.store.inbox
    .list(50)
    .filter((one) => one.channel === 'C0SHOPTEAM1')
    .map((one) => one.text);
  expect(text.split('\n')[0]).toBe('Windows Server 2022 20348.5499.260812, withdrawn for a time, is announced again');
});

test('a withdrawal that is written into an older note counts from the day on which it stood there first', async () => {
  app = await openScenario(
    [JULY, AUGUST],
    createTeam({ web: '20348.5499.260812', api: '20348.5386.260715' }),
    '2026-08-28T09:00:00Z',
  );
  await publish({ ...JULY, body: `${JULY.body}\n- ${WITHDRAWN}\n` });
  expect(targetOf('api')).toBe('20348.5386.260715');
  const [image] = readCatalogue(app.context).images;
  expect(image).toMatchObject({ version: '20348.5499.260812', state: 'withdrawn' });
  expect(image?.life?.at(-1)).toEqual({ step: 'withdrawn', on: '2026-08-29', source: '2026-07-17' });
  // Another edit of that note, and reading all of them again, change nothing of that.
  await publish({ ...JULY, body: `${JULY.body}\n- ${WITHDRAWN}\n- Something of Linux.\n` });
  await reparse(app.context);
  expect(readCatalogue(app.context).images[0]?.life?.at(-1)).toMatchObject({ on: '2026-08-29' });
  // What announces it after that day brings it back.
  await publish(createRelease('2026-09-18', '2026-09-22T08:00:00Z', [['2022', '20348.5499.260812']]));
  expect(targetOf('api')).toBe('20348.5499.260812');
});

test('a note older than the image that it withdraws was edited before anyone read it here', async () => {
  const edited = { ...JULY, body: `${JULY.body}\n- ${WITHDRAWN}\n` };
  app = await openScenario([edited, AUGUST], createTeam({ api: '20348.5386.260715' }), '2026-08-28T09:00:00Z');
  expect(targetOf('api')).toBe('20348.5386.260715');
});

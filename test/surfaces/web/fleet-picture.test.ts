import { expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { type DescribedPicture, recordHistory } from '../../../src/app/reminders/fleet-history.ts';
import { AppError } from '../../../src/domain/app-error.ts';
import type { FleetPicture, PictureTheme } from '../../../src/domain/fleet-picture.ts';
import type { WeekCounts } from '../../../src/domain/pool-week.ts';
import { renderFleetPicture } from '../../../src/surfaces/web/pages/overview-page.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../scenarios/open-scenario.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { serve } from './support/serve.ts';

const week = (weekOn: string, current: number, behind: number, unsupported = 0) => ({
  weekOn,
  current,
  behind,
  unsupported,
  unknown: 0,
});

const recorded = (weekOn: string) => ({
  weekOn,
  clusterId: 'manual/shop',
  nodePool: 'web',
  status: 'behind' as const,
  version: null,
  imagesBehind: 1,
  ageDays: null,
});

const shown = (weeks: readonly WeekCounts[], dates: DescribedPicture['dates'] = []) =>
  renderFleetPicture({ drawnOn: '2026-08-20', weeks, dates })?.text ?? null;

test('the drawing has its words beside it: how the pools stood month by month', () => {
  const text = shown([week('2026-07-27', 0, 4), week('2026-08-10', 2, 2), week('2026-08-17', 3, 1)]);
  expect(text).toContain('<img src="/fleet/picture.svg"');
  expect(text).toContain('in the week of 17 Aug 2026: 75 % current, 25 % behind, 0 % unsupported.');
  const rows = [...(text ?? '').matchAll(/<th scope="row">([^<]+)<\/th><td>(\d+)<\/td><td>([^<]+)</g)];
  expect(rows.map(([, ...cells]) => cells.join(' | '))).toEqual([
    '17 Aug 2026 | 4 | 75 % current, 25 % behind, 0 % unsupported',
    '27 Jul 2026 | 4 | 0 % current, 100 % behind, 0 % unsupported',
  ]);
});

test('names from outside are escaped, and without anything there is no picture', () => {
  const dates = [{ id: 'x', on: '2026-12-01', title: '<script>', concerned: ['"><img>'], url: 'https://example.org' }];
  expect(shown([], dates)).not.toMatch(/<script>|"><img>/);
  expect(shown([])).toBeNull();
  expect(shown([week('2026-08-17', 1, 0)])).toBeNull();
});

test('the drawing is served for light and dark pages, as an image that can do nothing else', async () => {
  const drawPicture = async (_: FleetPicture, theme: PictureTheme) => `<svg>${theme}</svg>`;
  const { get } = await serve({ drawPicture });
  const light = await get('/fleet/picture.svg');
  expect((await get('/fleet/picture.svg?theme=dark')).body).toBe('<svg>dark</svg>');
  expect((await get('/fleet/picture.svg?theme[]=%3Cscript%3E')).body).toBe('<svg>light</svg>');
  expect([light.status, light.headers.get('content-type'), light.body]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    '<svg>light</svg>',
  ]);
  expect(light.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
});

test('the drawing is made once while it shows the same, and again after one that failed', async () => {
  let drawn = 0;
  const drawPicture = async () => {
    drawn += 1;
    if (drawn === 1) throw new AppError('unavailable', 'The picture could not be drawn; the table says the same.');
    return '<svg/>';
  };
  const { get } = await serve({ drawPicture });
  expect((await get('/fleet/picture.svg')).status).toBe(503);
  for (let round = 0; round < 3; round += 1) expect((await get('/fleet/picture.svg')).status).toBe(200);
  expect(drawn).toBe(2);
});

test('a drawing that fails late does not throw away the one that was made since', async () => {
  const store = openTestStore();
  const drawn: PromiseWithResolvers<string>[] = [];
  const drawPicture = () => {
    const drawing = Promise.withResolvers<string>();
    drawn.push(drawing);
    return drawing.promise;
  };
  const { get } = await serve({ drawPicture }, { store });
  const first = get('/fleet/picture.svg');
  await waitUntil('the first is being drawn', () => drawn.length === 1);
  store.history.save([recorded('2026-08-17')]);
  const second = get('/fleet/picture.svg');
  await waitUntil('the second is being drawn', () => drawn.length === 2);
  drawn[0]?.reject(new AppError('unavailable', 'The picture could not be drawn; the table says the same.'));
  expect((await first).status).toBe(503);
  drawn[1]?.resolve('<svg/>');
  expect((await second).status).toBe(200);
  expect((await get('/fleet/picture.svg')).body).toBe('<svg/>');
  expect(drawn).toHaveLength(2);
});

test('what is drawn names no pool: of a large fleet that would be megabytes for each drawing', async () => {
  const { context, clock } = await openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610' }),
    '2026-08-17T09:00:00Z',
  );
  const drawn: FleetPicture[] = [];
  const drawPicture = async (picture: FleetPicture) => {
    drawn.push(picture);
    return '<svg/>';
  };
  const { get } = await serve({ drawPicture }, { store: context.store, clock });
  await get('/fleet/picture.svg');
  expect(drawn[0]?.dates).toContainEqual({ on: expect.any(String), title: 'Windows Server 2022 retires' });
  expect(JSON.stringify(drawn)).not.toContain('shop');
});

test('pictures of the local inbox are served by their digest, and nothing else is', async () => {
  const { get, store } = await serve();
  const digest = 'A1'.repeat(16);
  store.pictures.savePng(digest, Buffer.from('png bytes'), '2026-08-20T09:00:00Z');
  const found = await get(`/pictures/F${digest}.png`);
  expect([found.status, found.headers.get('content-type'), found.body]).toEqual([200, 'image/png', 'png bytes']);
  for (const path of [`F${'B2'.repeat(16)}.png`, 'F.png', '..%2F..%2Fetc%2Fpasswd', `F${digest}.png.html`])
    expect((await get(`/pictures/${path}`)).status).toBe(404);
});

test('the overview shows what was recorded, once a week, the last word counting', async () => {
  const { context, clock } = await openScenario(
    [createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']])],
    createTeam({ web: '20348.5256.260610' }),
    '2026-08-17T09:00:00Z',
  );
  recordHistory(context, assessFleet(context));
  clock.set('2026-08-18T09:00:00Z');
  reportFleet({ context }, createTeam({ web: '20348.5386.260715' }));
  recordHistory(context, assessFleet(context));
  expect(context.store.history.listCounts('2026-01-01')).toEqual([week('2026-08-17', 1, 0)]);
  const { get } = await serve({}, { store: context.store, clock });
  expect((await get('/')).body).toContain('in the week of 17 Aug 2026: 100 % current');
});

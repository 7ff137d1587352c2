import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  parseReleaseTracker,
  readTrackerSection,
  type TrackerComponent,
  type TrackerRegion,
} from '../../../src/sources/release-tracker/read-section.ts';

const SAMPLE = new URL('../../../../shared/samples/release_tracker_sample.json', import.meta.url);

function createBody(component: string, ...regions: Partial<TrackerRegion>[]): string {
  const defaults: TrackerRegion = { region: 'West Europe', inProgress: false, images: [] };
  const entry: TrackerComponent = {
    component,
    regions: regions.map((region) => ({ ...defaults, ...region })),
  };
  return JSON.stringify({ components: [entry] });
}

const image = (version: string, releasedAt: string | null = null) => ({ version, releasedAt });

describe('the release tracker', () => {
  it('tells which region has which image since when', () => {
    const body = createBody('Windows Server 2022 Gen2', {
      images: [image('20348.5386.260715', '2026-08-04T23:30:00-02:00'), image('20348.5020.260415')],
    });
    expect(parseReleaseTracker(body)).toEqual([
      {
        osSku: 'Windows2022',
        generation: 2,
        region: 'westeurope',
        version: '20348.5386.260715',
        arrivedOn: '2026-08-05',
        isArriving: false,
      },
      {
        osSku: 'Windows2022',
        generation: 2,
        region: 'westeurope',
        version: '20348.5020.260415',
        arrivedOn: null,
        isArriving: false,
      },
    ]);
  });

  test.each([
    ['Windows Server 2019', '17763.8389.260210', 'Windows2019', 1],
    ['Windows Server 2022', '20348.5386.260715', 'Windows2022', 1],
    ['Windows Server 2022 Gen2', '20348.5386.260715', 'Windows2022', 2],
    ['Windows Server 2023H2 Gen2', '25398.2330.260513', 'WindowsAnnual', 2],
    ['Windows Server 2022', '25398.2330.260513', 'WindowsAnnual', 1],
    ['Windows Server 2025 gen 2', '26100.33296.260812', 'Windows2025', 2],
    ['Windows Server vNext', '27842.1.270101', 'Windows27842', 1],
  ])('takes the OS SKU of %s from the build of %s', (component, version, osSku, generation) => {
    const arrivals = parseReleaseTracker(createBody(component, { images: [image(version)] }));
    expect(arrivals).toMatchObject([{ osSku, generation }]);
  });

  it('tells what is still being rolled out, which only the first image can be', () => {
    const images = [image('20348.5386.260715'), image('20348.5256.260610')];
    const arrivals = parseReleaseTracker(createBody('Windows Server 2022', { inProgress: true, images }));
    expect(arrivals.map(({ isArriving }) => isArriving)).toEqual([true, false]);
  });

  test.each([
    ['<!channel>', '20348.5386.260715'],
    ['West Europe', 'v1.2.3'],
    ['West Europe', '20348.1.269999'],
    ['West Europe', '<@U123>'.repeat(99)],
  ])('leaves out the region %s with %s', (region, version) => {
    const good = { region: 'East US', images: [image('20348.5386.260715')] };
    const arrivals = parseReleaseTracker(createBody('Windows Server 2022', { region, images: [image(version)] }, good));
    expect(arrivals).toMatchObject([{ region: 'eastus' }]);
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"components": 7}',
    '{"components": [null]}',
    '{"components": [{"regions": [7]}]}',
    '<html>',
  ])('is empty for %s', (body) => {
    expect(parseReleaseTracker(body)).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), fc.jsonValue(), (text, value) => {
        parseReleaseTracker(text);
        parseReleaseTracker(
          JSON.stringify({ components: [{ component: value, regions: [{ region: 'x', images: [value] }, value] }] }),
        );
      }),
    );
  });
});

describe.skipIf(!existsSync(SAMPLE))('real data (needs ../shared/samples)', () => {
  it('is read whole', () => {
    const { Sections } = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { Sections: Record<string, unknown> };
    const { section } = readTrackerSection(Sections['WindowsImage']);
    const arrivals = parseReleaseTracker(JSON.stringify(section));
    expect(arrivals).toHaveLength(36);
    expect(
      arrivals.filter(({ region, version }) => region === 'eastus' && version === '20348.5386.260715'),
    ).toMatchObject([{ osSku: 'Windows2022', generation: 2, arrivedOn: '2026-07-30' }]);
    // Old images have no date, and all of Windows Server 2019 are old.
    expect(arrivals.filter(({ osSku }) => osSku === 'Windows2019').map(({ arrivedOn }) => arrivedOn)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

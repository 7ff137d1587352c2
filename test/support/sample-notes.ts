import { createFakeRelease, type FakeRelease } from './fake-github.ts';

const LINK = 'https://github.com/Azure/AKS/blob/master/vhd-notes/AKSWindows';

/** A bullet that announces an image, in the form AKS uses. */
export function announceImage(year: string, version: string): string {
  return `  * Windows Server ${year} image has been updated to [AKSWindows-${year}-${version}](${LINK}/${year}/${version}.txt).`;
}

/** A release note in AKS's format with these bullets below "Component updates". */
export function createNote(bullets: readonly string[], announcements: readonly string[] = []): string {
  return [
    '## Announcements',
    '',
    '* A feature that has nothing to do with Windows is generally available.',
    ...announcements.map((text) => `* ${text}`),
    '',
    '## Component updates',
    '',
    '* Node images',
    ...bullets,
    '* Linux nodes get image [202607.09.0](https://github.com/Azure/AKS/blob/master/vhd-notes/Ubuntu/202607.09.0.txt).',
    '',
  ].join('\n');
}

/** Three releases of 2026, newest first, as the feed has them before a test begins. */
export function createSampleReleases(): FakeRelease[] {
  return [
    createFakeRelease({
      tag_name: '2026-07-17',
      published_at: '2026-07-24T18:00:00Z',
      body: createNote([announceImage('2022', '20348.5386.260715'), announceImage('2025', '26100.33158.260715')]),
    }),
    createFakeRelease({
      tag_name: '2026-06-19',
      published_at: '2026-06-25T18:00:00Z',
      body: createNote(
        [announceImage('2022', '20348.5256.260610')],
        ['Windows Server 2022 will be retired on 30 June 2028.'],
      ),
    }),
    createFakeRelease({
      tag_name: '2026-02-08',
      published_at: '2026-02-12T18:00:00Z',
      body: createNote([announceImage('2019', '17763.8389.260210')]),
    }),
  ];
}

/** The release that appears while vhdwatch runs. */
export function createNewRelease(): FakeRelease {
  return createFakeRelease({
    tag_name: '2026-08-14',
    published_at: '2026-08-20T18:00:00Z',
    body: createNote([announceImage('2022', '20348.5499.260812')]),
  });
}

import { expect, test } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';

function read(text: string) {
  const { recalls, images, unread } = parseReleaseNote(`## Announcements\n\n- ${text}\n`, '2026-09-18T00:00:00Z');
  return { recalls: recalls.map(({ version }) => version), images: images.map(({ version }) => version), unread };
}

test.each([
  'The Windows Server 2022 image 20348.5499.260812 has been withdrawn because of a regression.',
  'Windows Server 2022 image 20348.5499.260812 was pulled due to a networking issue.',
  'We have rolled back the Windows Server 2022 node image 20348.5499.260812; nodes on it lose DNS.',
  'We pulled Windows image `20348.5499.260812` after reports of failing pods.',
  'Windows node image 20348.5499.260812 (August) has since been recalled.',
])('an image that was taken back is read: %s', (text) => {
  expect(read(text)).toEqual({ recalls: ['20348.5499.260812'], images: [], unread: [] });
});

test.each([
  'The Windows Server 2022 image 20348.5499.260812 has not been withdrawn.',
  'Windows Server 2022 image 20348.5499.260812 was replaced by 20348.5501.260814.',
  'Windows node image 20348.5499.260812 pulls the base images of August.',
  'Fixed a bug where nodes on 20348.5499.260812 pulled images twice.',
  'Nodes on Windows image 20348.5499.260812 will be rolled back if the upgrade fails.',
])('what is only said of an image takes none back: %s', (text) => {
  expect(read(text).recalls).toEqual([]);
});

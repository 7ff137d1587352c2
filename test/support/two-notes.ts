import type { WritableStore } from '../../src/store/open-store.ts';
import { cachedFile, ctrRows, digest } from '../notes/vhd-note/support/vhd-text.ts';
import { createNotes } from '../scenarios/open-scenario.ts';

export const AT = '2026-08-20T09:00:00.000Z';
export const OLDER = '20348.5020.260415';
export const NEWER = '20348.5386.260715';

/** Notes files of two images that differ in all that is compared. */
export function saveTwoNotes({ documents }: WritableStore): void {
  documents.save(createNotes(OLDER, 'KB5060001'), AT);
  const newer = createNotes(NEWER, 'KB5070001', {
    runtime: ['ContainerD Info', 'Version: ctr github.com/containerd/containerd/v2 v2.0.4+azure'],
    images: [
      'Images:',
      ...ctrRows('mcr.microsoft.com/windows/servercore:10.0.20348.5386', digest('e')),
      ...ctrRows('mcr.microsoft.com/windows/nanoserver:ltsc2022', digest('f')),
    ],
    files: ['Cached Files:', cachedFile('win-k8s\\v1.33.2-1int.zip')],
  });
  documents.save(newer, AT);
}

import { createGitTreeKit } from '../git-tree/git-tree-kit.ts';

/** The notes files that AKS publishes of its Windows node images, one for each OS SKU and version. */
export const vhdNotes = createGitTreeKit({
  name: 'vhd-notes',
  owner: 'Azure',
  repo: 'AKS',
  branch: 'master',
  folder: 'vhd-notes/AKSWindows',
});

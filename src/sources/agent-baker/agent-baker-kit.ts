import { createGitTreeKit } from '../git-tree/git-tree-kit.ts';

/** The build notes of every Windows node image, one for each generation: the first trace of an image. */
export const agentBaker = createGitTreeKit({
  name: 'agent-baker',
  owner: 'Azure',
  repo: 'AgentBaker',
  branch: 'master',
  folder: 'vhdbuilder/release-notes/AKSWindows',
});

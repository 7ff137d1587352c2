const NEEDED = [22, 12] as const;

/** One sentence when this Node is too old to run vhdwatch, else `null`. Loads nothing native. */
export function runtimeProblem(nodeVersion: string): string | null {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const [neededMajor, neededMinor] = NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return null;
  return `vhdwatch needs Node ${neededMajor}.${neededMinor} or newer, and this is Node ${nodeVersion}: run it as "npx vhdwatch" after "npm ci", which brings Node 24, or install a newer Node.`;
}

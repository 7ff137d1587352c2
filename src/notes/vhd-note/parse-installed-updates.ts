import type { VhdInstalledUpdate } from '../../domain/vhd-note.ts';

/** Reads the lines of "Installed Updates": titles as Windows Update gives them. */
export function parseInstalledUpdates(lines: readonly string[]): VhdInstalledUpdate[] {
  return lines.map((title) => ({
    id: /\bKB\d{5,8}\b/.exec(title)?.[0] ?? null,
    title,
    kind: kindOf(title),
    month: /^(\d{4}-(?:0[1-9]|1[0-2]))\b/.exec(title)?.[1] ?? null,
    preview: /\bPreview\b/.test(title),
  }));
}

/** .NET before the rest: its updates are called cumulative and security updates too. */
function kindOf(title: string): VhdInstalledUpdate['kind'] {
  if (/\.NET\b/i.test(title)) return 'dotnet';
  if (/\bDefender\b/i.test(title)) {
    return /\bIntelligence\b|\bDefinition\b/i.test(title) ? 'defender-intelligence' : 'defender-platform';
  }
  return /\b(?:Cumulative|Security|Quality) Update\b/i.test(title) ? 'os-cumulative' : 'other';
}

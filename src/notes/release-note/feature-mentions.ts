import type { Mention } from './mention.ts';
import { findUnknownFeatures } from './unknown-features.ts';

/** Things other than the OS whose end concerns Windows node pools, with the name they are kept under. */
const FEATURES: readonly { readonly name: string; readonly pattern: RegExp; readonly isWindowsOnly?: true }[] = [
  { name: 'DockerRuntime', pattern: /\bdocker(?: (?:container )?(?:runtime|engine))?\b/gi, isWindowsOnly: true },
  { name: 'AzureNPM', pattern: /\b(?:azure )?(?:network policy (?:manager|engine)(?: \(npm\))?|npm\b)/gi },
  { name: 'CSIProxy', pattern: /\bcsi[ -]proxy\b/gi, isWindowsOnly: true },
  { name: 'Calico', pattern: /\bcalico(?: network polic(?:y|ies))?\b/gi },
  {
    name: 'GMSA',
    pattern: /\bgmsa(?: v\d)?(?: webhook)?\b|\bgroup managed service accounts?\b/gi,
    isWindowsOnly: true,
  },
  { name: 'Gen1', pattern: /\bgen(?:eration)?[ -]?1\b/gi },
];
const WINDOWS = /\bwindows\b/i;

/**
 * Features of Windows node pools in a sentence. The text around must speak of Windows, and for what Linux has too the
 * sentence itself, else they are someone else's.
 */
export function findFeatureMentions(text: string, around: string): Mention[] {
  if (!WINDOWS.test(around)) return [];
  const isAboutWindows = WINDOWS.test(text);
  const known = FEATURES.filter(({ isWindowsOnly }) => isWindowsOnly || isAboutWindows).flatMap(({ name, pattern }) =>
    [...text.matchAll(pattern)].map((match): Mention => {
      const end = match.index + match[0].length;
      return { subjects: [`WindowsFeature/${name}`], kind: 'feature', bound: null, start: match.index, end };
    }),
  );
  const unknown = isAboutWindows ? findUnknownFeatures(text) : [];
  return [...known, ...unknown.filter((each) => !known.some(({ start, end }) => start < each.end && each.start < end))];
}

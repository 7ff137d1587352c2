import { type NodeImageVersion, parseNodeImageVersion } from './node-image-version.ts';

/** A `nodeImageVersion` as Azure returns it, taken apart: `AKSWindows-2022-containerd-gen2-20348.4529.251212`. */
export interface NodeImageName {
  readonly text: string;
  /** Everything before the version, as written: `AKSWindows-2022-containerd-gen2`. Images of a pool keep it. */
  readonly definition: string;
  readonly generation: 1 | 2;
  readonly version: NodeImageVersion;
}

/** New image definitions bring new words; the version at the end is what counts. */
const NAME = /^([A-Za-z][\w.-]*)-(\d{5}\.\d{1,6}\.\d{6})$/;

/** Reads a Windows node image name; `null` for a Linux image or anything else. */
export function parseNodeImageName(text: string): NodeImageName | null {
  const match = NAME.exec(text.trim());
  if (!match?.[1] || !match[2]) return null;
  const version = parseNodeImageVersion(match[2]);
  if (!version) return null;
  return {
    text: text.trim(),
    definition: match[1],
    generation: /-gen2/i.test(match[1]) ? 2 : 1,
    version,
  };
}

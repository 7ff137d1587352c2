import { isDay } from './calendar-date.ts';
import { type OsSku, osSkuOfBuild } from './os-sku.ts';
import { compareTexts } from './text.ts';

/** A Windows image version `build.revision.yymmdd`, for example `20348.5386.260715`. */
export interface NodeImageVersion {
  readonly text: string;
  readonly build: number;
  readonly revision: number;
  /** Day the VHD was built, `YYYY-MM-DD`, from the third part. */
  readonly builtOn: string;
  readonly osSku: OsSku;
}

const VERSION = /^(\d{5})\.(\d{1,6})\.(\d{2})(\d{2})(\d{2})$/;

/** Reads `build.revision.yymmdd`; `null` when the text is not of that form or its date does not exist. */
export function parseNodeImageVersion(text: string | null): NodeImageVersion | null {
  const match = VERSION.exec(text ?? '');
  if (!match) return null;
  const [version, build, revision, year, month, day] = match;
  const builtOn = `20${year}-${month}-${day}`;
  if (!isDay(builtOn)) return null;
  return {
    text: version,
    build: Number(build),
    revision: Number(revision),
    builtOn,
    osSku: osSkuOfBuild(Number(build)),
  };
}

/**
 * Orders two images of one build: by build day, then revision (AZURE facts: within a build the two never disagree).
 * Images of different builds are different operating systems; they sort by build so that a list has a stable order.
 */
export function compareNodeImageVersions(a: NodeImageVersion, b: NodeImageVersion): number {
  return a.build - b.build || compareTexts(a.builtOn, b.builtOn) || a.revision - b.revision;
}

/** How a newer image of the same build differs: new Windows updates, or only a rebuild of the same ones. */
export function isRebuildOf(newer: NodeImageVersion, older: NodeImageVersion): boolean {
  return newer.build === older.build && newer.revision === older.revision && newer.builtOn !== older.builtOn;
}

/** True when the first is an older image of the same build; those of different builds are different systems. */
export function isOlderImage(version: string, than: string | null): boolean {
  const [a, b] = [parseNodeImageVersion(version), parseNodeImageVersion(than)];
  return a !== null && b !== null && a.build === b.build && compareNodeImageVersions(a, b) < 0;
}

/** A `nodeImageVersion` as Azure returns it, taken apart: `AKSWindows-2022-containerd-gen2-20348.4529.251212`. */
interface NodeImageName {
  readonly text: string;
  /** Everything before the version, as written: `AKSWindows-2022-containerd-gen2`. Images of a pool keep it. */
  readonly definition: string;
  readonly generation: 1 | 2;
  readonly version: NodeImageVersion;
}

/** New image definitions bring new words; the version at the end is what counts. */
const NAME = /^([A-Za-z][\w.-]*)-(\d{5}\.\d{1,6}\.\d{6})$/;

/** Reads a Windows node image name; `null` for a Linux image or anything else. */
export function parseNodeImageName(text: string | null): NodeImageName | null {
  const match = NAME.exec(text?.trim() ?? '');
  if (!match?.[1] || !match[2]) return null;
  const version = parseNodeImageVersion(match[2]);
  if (!version) return null;
  return {
    text: match[0],
    definition: match[1],
    generation: /-gen2/i.test(match[1]) ? 2 : 1,
    version,
  };
}

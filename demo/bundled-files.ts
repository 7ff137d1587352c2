import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const NOTES = new URL('notes/', import.meta.url);
const VHD_NOTES = new URL('vhd-notes/', import.meta.url);

const BUILD_NOTES = 'vhdbuilder/release-notes/';

/** AKS publishes a release some days after the date it is named after. */
const PUBLISHED_AFTER_MS = 5 * 86_400_000;

/** A bundled release in the shape of GitHub's REST API. */
interface BundledRelease {
  readonly tag_name: string;
  readonly name: string;
  readonly html_url: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly created_at: string;
  readonly published_at: string;
  readonly body: string;
}

/** The notes of `demo/notes/`, newest first. The version numbers and end dates are AKS's, the wording is ours. */
export function readReleases(): readonly BundledRelease[] {
  return readdirSync(NOTES)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .reverse()
    .map((name) => toRelease(name.slice(0, -'.md'.length), readFileSync(new URL(name, NOTES), 'utf8')));
}

/** The VHD notes as entries of a Git tree. */
export function listNotesFiles(): readonly { readonly path: string; readonly type: 'blob'; readonly sha: string }[] {
  return readdirSync(VHD_NOTES, { recursive: true, encoding: 'utf8' })
    .map((name) => `vhd-notes/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.txt'))
    .sort()
    .map((path) => ({ path, type: 'blob' as const, sha: hashBlob(findNotesFile(path) ?? '') }));
}

/** Text of a bundled VHD notes file by its path in the repository; `null` when there is none, so nothing else is read. */
export function findNotesFile(path: string): string | null {
  if (!/^vhd-notes\/AKSWindows\/\w+\/[\d.]+\.txt$/.test(path)) return null;
  try {
    return readFileSync(new URL(path, import.meta.url), 'utf8');
  } catch {
    return null;
  }
}

/** The build notes of the same images, in the repository that builds them, as entries of a Git tree. */
export function listBuildNotes(): ReturnType<typeof listNotesFiles> {
  return listNotesFiles().map((file) => ({ ...file, path: file.path.replace('vhd-notes/', BUILD_NOTES) }));
}

/** Text of a build notes file by its path in that repository; `null` when there is none. */
export function findBuildNotes(path: string): string | null {
  return path.startsWith(BUILD_NOTES) ? findNotesFile(path.replace(BUILD_NOTES, 'vhd-notes/')) : null;
}

/** The Kubernetes calendar as a documentation page. */
export function readCalendarPage(): string {
  return readFileSync(new URL('supported-kubernetes-versions.md', import.meta.url), 'utf8');
}

/** Which region has which image on the demo's day; the August image is still on its way to two of them. */
export function readReleaseTracker(): string {
  return readFileSync(new URL('release-tracker.json', import.meta.url), 'utf8');
}

function toRelease(tag: string, body: string): BundledRelease {
  const publishedAt = new Date(Date.parse(`${tag}T07:30:00Z`) + PUBLISHED_AFTER_MS).toISOString();
  return {
    tag_name: tag,
    name: `Release ${tag}`,
    html_url: `https://github.com/Azure/AKS/releases/tag/${tag}`,
    draft: false,
    prerelease: false,
    created_at: publishedAt,
    published_at: publishedAt,
    body,
  };
}

/** Git's name of a file's content. */
function hashBlob(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

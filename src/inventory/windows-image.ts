import { parseNodeImageName } from '../domain/node-image-version.ts';
import type { OsSku } from '../domain/os-sku.ts';

/** A version that AKS's own unit tests use and its API lists; no node ever ran it. */
const PLACEHOLDER = /^AKSWindows-2019-17763\.2019\.221114$/i;

const WORDS: ReadonlyMap<string, OsSku> = new Map([
  ['windows2019', 'Windows2019'],
  ['windows2022', 'Windows2022'],
  ['windows2025', 'Windows2025'],
  ['windowsannual', 'WindowsAnnual'],
]);

/** A node image name as it was reported; the placeholder is no image. */
export function readImageName(text: string | null): string | null {
  return text !== null && PLACEHOLDER.test(text) ? null : text;
}

/** The OS SKU of a pool: from the build of its image where known, since Azure's word can be a default. */
export function readOsSku(reported: string | null, imageName: string | null): OsSku | string | null {
  const word = reported === null ? null : (WORDS.get(reported.toLowerCase()) ?? reported);
  return (imageName === null ? null : parseNodeImageName(imageName)?.version.osSku) ?? word;
}

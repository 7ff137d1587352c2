import { z } from 'zod';

const LONGEST_TEXT = 512;

/** Control characters, and the marks that turn the direction of text around: no Azure name has them. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Whether a text can be stored and shown as it is; hostile but printable text can. */
export function isPlainText(text: string): boolean {
  return text.length <= LONGEST_TEXT && text.isWellFormed() && !UNSAFE.test(text);
}

const plain = z.string().refine(isPlainText, 'contains control characters or is too long');

/** A name or ID that must be there. */
export const requiredText = plain.refine((text) => text.trim() !== '', 'is empty');

/** Text that may be absent; null and blank are read as absent (Resource Graph prints absent text as ""). */
export const optionalText = plain.nullish().transform((text) => (text?.trim() ? text : null));

/** A number of things; Resource Graph may print it as text. */
export const optionalCount = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().min(0).max(1_000_000))
  .nullish()
  .transform((count) => count ?? null);

/** A yes or no; Resource Graph and node labels print it as text. */
export const optionalFlag = z
  .union([z.boolean(), z.stringbool()])
  .nullish()
  .transform((flag) => flag ?? null);

/** `{ code: 'Running' }`, or the code alone as Resource Graph projects it; other codes are unknown. */
export const powerState = z
  .union([optionalText, z.object({ code: optionalText }).transform((state) => state.code)])
  .transform((code) => (code === 'Running' || code === 'Stopped' ? code : null));

/** Tags of a resource; other values than text are left out. */
export const tags = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((record): Readonly<Record<string, string>> => {
    const texts = Object.entries(record ?? {}).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string' && isPlainText(entry[0]) && isPlainText(entry[1]);
    });
    // Azure keeps tags unordered; sorted, the same tags are the same record.
    return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** A list of texts that may be absent; other values than text are left out. */
export const texts = z
  .array(z.unknown())
  .nullish()
  .transform((list) => (list ?? []).filter((one): one is string => typeof one === 'string' && isPlainText(one)));

/** What is wrong with an item, in one line for a person. */
export function describeIssues(error: z.ZodError): string {
  const [first, ...others] = error.issues;
  if (!first) return 'is not of the expected form';
  const field = first.path.join('.') || 'it';
  return `${field}: ${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
}

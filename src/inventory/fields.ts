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
  const isMissing = first.code === 'invalid_type' && first.message.endsWith('received undefined');
  return `${field}: ${isMissing ? 'is missing' : first.message}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
}

/** A JSON object whose keys are lower-cased, except inside tags, labels and the like. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Their keys are data that people chose. */
const VERBATIM = new Set(['tags', 'labels', 'nodelabels', 'nodeselector']);

/** Deeper than anything read here; hostile nesting must not exhaust the stack. */
const MAX_DEPTH = 8;

/** Spellings of keys that were met, as they are read; a fleet has some hundred, and a hostile file no end of them. */
const plainKeys = new Map<string, string>();
const MOST_KEYS = 2_000;

/** The Python SDK and Ansible write `agent_pool_profiles`. */
function plainKey(key: string): string {
  const known = plainKeys.get(key);
  if (known !== undefined) return known;
  const plain = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(key) ? key.replaceAll('_', '') : key.toLowerCase();
  if (plainKeys.size < MOST_KEYS) plainKeys.set(key, plain);
  return plain;
}

function lowerValue(value: unknown, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => lowerValue(item, depth - 1));
  return isRecord(value) ? lowerKeys(value, depth - 1) : value;
}

/**
 * The same object with lower-case keys: ARM, az and the SDKs spell `osSKU`, `osSku`, `enableFIPS`, `enableFips`.
 * Where two keys become one, the first that is not null counts.
 */
export function lowerKeys(record: Fields, depth = MAX_DEPTH): Fields {
  const lowered: Record<string, unknown> = {};
  for (const key of Object.keys(record)) {
    const lower = plainKey(key);
    // A hostile key may be that of an object's prototype, which nothing reads.
    if (lower === '__proto__' || (Object.hasOwn(lowered, lower) && lowered[lower] != null)) continue;
    const value = record[key];
    lowered[lower] = VERBATIM.has(lower) ? value : lowerValue(value, depth);
  }
  return lowered;
}

/** Columns that Resource Graph named by their path: everything below the resource's own parts, or below a pool's column. */
function prefixesOf(row: Fields): ReadonlySet<string> {
  const keys = new Set(Object.keys(row).map((key) => key.toLowerCase()));
  const pools = [...keys]
    .flatMap((key) => /^(.+)_ostype$/.exec(key)?.[1] ?? [])
    .filter((key) => keys.has(`${key}_name`));
  return new Set(['properties', 'sku', ...pools]);
}

function isFlatRow(row: Fields): boolean {
  return Object.keys(row).some((key) => /^(?:properties|sku)_|_ostype$/i.test(key));
}

function putAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    target[first] ??= value;
    return;
  }
  const inner = target[first];
  const next = isRecord(inner) ? { ...inner } : {};
  target[first] = next;
  putAt(next, rest, value);
}

/** A row of `project id, name, properties.agentPoolProfiles`, whose columns are called `properties_agentPoolProfiles`, with objects in their place. */
function unfoldColumns(row: Fields): Fields {
  if (!isFlatRow(row)) return row;
  const prefixes = prefixesOf(row);
  const unfolded: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(row)) {
    const prefix = [...prefixes].find((one) => key.toLowerCase().startsWith(`${one}_`));
    const path =
      prefix === undefined
        ? [key]
        : [
            prefix,
            ...key
              .slice(prefix.length + 1)
              .split('_')
              .slice(0, MAX_DEPTH),
          ];
    putAt(unfolded, path, value);
  }
  return unfolded;
}

/** Tables and exports may have an object written into a text. */
function readWritten(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return lowerValue(JSON.parse(value), MAX_DEPTH);
  } catch {
    return value;
  }
}

/**
 * An ARM resource as az prints it: `properties` lifted to the top, keys in lower case.
 * A pool has a `type` on both levels; the inner one goes to `typepropertiestype`, as in az. PowerShell writes `ResourceId`.
 */
export function flattenResource(resource: Fields): Fields {
  const fields = liftProperties(lowerKeys(unfoldColumns(resource)));
  const { id = fields['resourceid'], type = fields['resourcetype'] } = fields;
  return { ...fields, ...(id === undefined ? {} : { id }), ...(type === undefined ? {} : { type }) };
}

/** The same of one whose keys are in lower case already, as those of a flat cluster's pools are. */
export function liftProperties(resource: Fields): Fields {
  if (!('properties' in resource)) return resource;
  const { properties: written, ...outer } = resource;
  const properties = readWritten(written);
  if (!isRecord(properties)) return outer;
  const { type, ...inner } = properties;
  return { ...inner, ...(type === undefined ? {} : { typepropertiestype: type }), ...outer };
}

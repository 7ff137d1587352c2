export type Fields = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MOST_KNOWN = 2_000;

/** A key in lower case; the Python SDK and Ansible write `agent_pool_profiles`. */
export const plainKey = rememberSome(MOST_KNOWN, (key) =>
  /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(key) ? key.replaceAll('_', '') : key.toLowerCase(),
);

/** The records of a fleet have a handful of keys, and those of a hostile file no end of them. */
function rememberSome(most: number, work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size === most) known.clear();
    const made = work(text);
    known.set(text, made);
    return made;
  };
}

/** ARM, az and the SDKs spell `osSKU`, `osSku`, `enableFIPS`, `enableFips`. Of two keys that become one the first not null counts. */
export function lowerKeys(record: Fields): Fields {
  const lowered: Record<string, unknown> = {};
  for (const key in record) {
    const field = plainKey(key);
    const isGiven = Object.hasOwn(lowered, field) && lowered[field] != null;
    // A hostile key may be that of an object's prototype, which nothing reads.
    if (field !== '__proto__' && !isGiven) lowered[field] = record[key];
  }
  return lowered;
}

/** The value of a field, in whatever case its key is written; `undefined` without it. */
export function findField(record: Fields, field: string): unknown {
  let found: unknown;
  const letter = field.charCodeAt(0);
  // Asked four times of every pool. For … in takes ten times as long over records of many shapes; most keys begin otherwise.
  for (const key of Object.keys(record))
    if ((key.charCodeAt(0) | 32) === letter && plainKey(key) === field) found ??= record[key];
  return found;
}

/** Columns are not called by longer paths. */
const LONGEST_PATH = 8;

/** Columns that Resource Graph named by their path: everything below the resource's own parts, or below a pool's column. */
function prefixesOf(row: Fields): ReadonlySet<string> {
  const keys = new Set(Object.keys(row).map((key) => key.toLowerCase()));
  const pools = [...keys]
    .flatMap((key) => /^(.+)_ostype$/.exec(key)?.[1] ?? [])
    .filter((key) => keys.has(`${key}_name`));
  return new Set(['properties', 'sku', ...pools]);
}

function isFlatRow(row: Fields): boolean {
  return Object.keys(row).some((key) => key.includes('_') && /^(?:properties|sku)_|_ostype$/i.test(key));
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
              .slice(0, LONGEST_PATH),
          ];
    putAt(unfolded, path, value);
  }
  return unfolded;
}

/** Whether a value may be written into a text, or be counted: most are not, and a text that is does begin like this. */
function isQuoted(value: unknown): boolean {
  if (isRecord(value)) return typeof value['Count'] === 'number';
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && /^\s*[[{]/.test(text);
}

/** A value, or each of a list, that a table, an export or `tostring` wrote into a text once more; PowerShell counts lists. */
export function unquote(value: unknown): unknown {
  if (isRecord(value) && typeof value['Count'] === 'number' && Array.isArray(value['value'])) return value['value'];
  if (Array.isArray(value) && typeof value[0] === 'string') return value.map(unquote);
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function unquoteAll(row: Fields): Fields {
  if (!Object.values(row).some(isQuoted)) return row;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, unquote(value)]));
}

/**
 * An ARM resource as az prints it: `properties` lifted to the top, keys in lower case. A pool has a `type` on both
 * levels; the inner one goes to `typepropertiestype`, as in az. PowerShell writes `ResourceId`.
 */
export function flattenResource(resource: Fields): Fields {
  const fields = liftProperties(lowerKeys(unfoldColumns(unquoteAll(resource))));
  const { id = fields['resourceid'], type = fields['resourcetype'] } = fields;
  return { ...fields, ...(id === undefined ? {} : { id }), ...(type === undefined ? {} : { type }) };
}

/** The same of a part of a resource, as pools are of a cluster; most have nothing to lift, and are as they were. */
export function liftProperties(resource: Fields): Fields {
  const written = findField(resource, 'properties');
  if (written === undefined) return resource;
  const { properties: _, ...outer } = lowerKeys(resource);
  const properties = unquote(written);
  if (!isRecord(properties)) return typeof properties === 'string' ? { ...outer, properties } : outer;
  const { type, ...inner } = lowerKeys(properties);
  return { ...inner, ...(type === undefined ? {} : { typepropertiestype: type }), ...outer };
}

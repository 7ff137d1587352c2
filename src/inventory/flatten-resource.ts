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

/** The Python SDK and Ansible write `agent_pool_profiles`. */
function plainKey(key: string): string {
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(key) ? key.replaceAll('_', '') : key.toLowerCase();
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
  const lowered = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const lower = plainKey(key);
    if (lowered.get(lower) != null) continue;
    lowered.set(lower, VERBATIM.has(lower) ? value : lowerValue(value, depth));
  }
  return Object.fromEntries(lowered);
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

/**
 * An ARM resource as az prints it: `properties` lifted to the top, keys in lower case.
 * A pool has a `type` on both levels; the inner one goes to `typepropertiestype`, as in az.
 */
export function flattenResource(resource: Fields): Fields {
  const { properties, ...outer } = lowerKeys(unfoldColumns(resource));
  if (!isRecord(properties)) return outer;
  const { type, ...inner } = properties;
  return { ...inner, ...(type === undefined ? {} : { typepropertiestype: type }), ...outer };
}

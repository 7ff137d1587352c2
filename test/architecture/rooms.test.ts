import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** The rooms of `app`, in order: each may import those before it. What lies beside them is there for all of them. */
const ROOMS = [
  'fleet',
  'images',
  'messages',
  'suppressions',
  'delivery',
  'operations',
  'reminders',
  'polling',
  'clusters',
  'interactions',
  'pages',
  'replay',
];

const STAGES = ['notes', 'catalogue', 'advice', 'routing', 'reminders', 'messages', 'delivery'];

/** Who may import whom, besides itself, and which libraries: a name ending in `/` or `:` is everything below it. */
const TABLE: Readonly<Record<string, { readonly rooms: readonly string[]; readonly libraries: readonly string[] }>> = {
  domain: { rooms: [], libraries: ['node:crypto'] },
  html: { rooms: ['domain', 'messages'], libraries: [] },
  notes: {
    rooms: ['domain'],
    libraries: ['marked', 'chrono-node'],
  },
  workers: { rooms: [], libraries: ['node:'] },
  sources: { rooms: ['domain', 'notes', 'workers'], libraries: ['@octokit/', 'zod', 'node:'] },
  catalogue: { rooms: ['domain'], libraries: [] },
  inventory: { rooms: ['domain'], libraries: ['@azure/', 'node:'] },
  advice: { rooms: ['domain'], libraries: [] },
  routing: { rooms: ['domain'], libraries: [] },
  reminders: { rooms: ['domain', 'routing'], libraries: [] },
  messages: { rooms: ['domain', 'routing', 'reminders'], libraries: [] },
  delivery: { rooms: ['domain'], libraries: [] },
  store: { rooms: ['domain'], libraries: ['better-sqlite3', 'node:'] },
  app: { rooms: ['domain', ...STAGES, 'sources', 'inventory', 'store'], libraries: ['node:'] },
  jobs: { rooms: ['domain', 'app'], libraries: ['node-cron', 'node:'] },
  'surfaces/slack': { rooms: ['domain', 'html', 'messages', 'app'], libraries: ['@slack/', 'node:'] },
  'surfaces/webhook': { rooms: ['domain', 'messages'], libraries: ['node:crypto'] },
  'surfaces/inbox': { rooms: ['domain', 'messages'], libraries: [] },
  'surfaces/web': { rooms: ['domain', 'html', 'app'], libraries: ['express', 'prom-client', 'node:'] },
  'surfaces/cli': { rooms: ['domain', 'app'], libraries: ['commander', 'node:'] },
  'surfaces/chart': { rooms: ['domain', 'html', 'app', 'workers'], libraries: ['@resvg/resvg-wasm', 'node:'] },
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import below `src`, type-only and dynamic ones among them; of a file, its path below `src`. */
const found = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((from): readonly Import[] => {
    const text = readFileSync(join(SRC, from), 'utf8');
    return [...text.matchAll(/^(?:import|export|\}).*\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
      ([, still = '', to = still]) => ({ from, to }),
    );
  });
const imports = found
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(SRC, resolve(dirname(join(SRC, from)), to)) }))
  // The version of the program is no room.
  .filter(({ to }) => to !== '../package.json');

/** The folders below the last one that both files share; `null` where one of them lies in it directly. */
function foldersOf({ from, to }: Import): readonly [string, string] | null {
  const [a, b] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (a[shared] === b[shared] && shared < a.length) shared += 1;
  if (shared >= a.length - 1 || shared >= b.length - 1) return null;
  return [a.slice(0, shared + 1).join('/'), b.slice(0, shared + 1).join('/')];
}

/** The row of the table that a file below `src` belongs to; `null` for the files at its top. */
function rowOf(path: string): string | null {
  return Object.keys(TABLE).find((room) => path.startsWith(`${room}/`)) ?? null;
}

test('reads the imports of the source', () => {
  expect(imports.length).toBeGreaterThan(500);
});

test('has no two folders that import each other, at any level', () => {
  const edges = new Map(
    imports.flatMap((one) => {
      const folders = foldersOf(one);
      return folders ? [[folders.join(' -> '), one] as const] : [];
    }),
  );
  const pairs = [...edges].flatMap(([edge, { from, to }]) => {
    const back = edges.get(edge.split(' -> ').reverse().join(' -> '));
    return back && from < back.from ? [`${from} -> ${to}, and ${back.from} -> ${back.to}`] : [];
  });
  expect(pairs).toEqual([]);
});

test('has a row for every room', () => {
  const inside = (room: string) =>
    readdirSync(join(SRC, room), { withFileTypes: true }).filter((one) => one.isDirectory());
  const rooms = [
    ...inside('.')
      .filter(({ name }) => name !== 'surfaces')
      .map(({ name }) => name),
    ...inside('surfaces').map(({ name }) => `surfaces/${name}`),
  ];
  expect(rooms.sort()).toEqual(Object.keys(TABLE).sort());
});

test('keeps to the table of who may import whom', () => {
  const strangers = imports.filter(({ from, to }) => {
    const [room, other] = [rowOf(from), rowOf(to)];
    return room !== null && room !== other && !TABLE[room]?.rooms.includes(other ?? '');
  });
  expect(strangers.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('uses a library only where the table says so', () => {
  const isMeant = (library: string, to: string) =>
    library.endsWith('/') || library.endsWith(':')
      ? to.startsWith(library)
      : to === library || to.startsWith(`${library}/`);
  const strangers = found.filter(({ from, to }) => {
    const room = rowOf(from);
    return room !== null && !to.startsWith('.') && !TABLE[room]?.libraries.some((library) => isMeant(library, to));
  });
  expect(strangers.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('enters the rooms of app in their order', () => {
  const roomOf = (path: string) => /^app\/([^/]+)\//.exec(path)?.[1] ?? null;
  const inside = imports.filter(({ from, to }) => from.startsWith('app/') && roomOf(to) !== null);
  const backwards = inside.filter(({ from, to }) => {
    const [room, other] = [roomOf(from), roomOf(to)];
    // What lies beside the rooms enters none of them.
    return room === null || (room !== other && ROOMS.indexOf(other ?? '') >= ROOMS.indexOf(room));
  });
  expect(backwards.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  expect(readdirSync(join(SRC, 'app')).filter((name) => !name.endsWith('.ts'))).toEqual(ROOMS.toSorted());
});

test('reaches the store through use cases only', () => {
  const surfaces = readdirSync(join(SRC, 'surfaces'), { recursive: true, encoding: 'utf8' });
  const reaching = surfaces
    .filter((path) => path.endsWith('.ts'))
    .filter((path) =>
      /context\.store|\{[^{}]*\bstore\b[^{}]*\}(: AppContext| = (\w+\.)?context)/.test(
        readFileSync(join(SRC, 'surfaces', path), 'utf8'),
      ),
    );
  expect(reaching).toEqual([]);
});

/** Files below `src` outside of `home` whose code, comments left aside, says it. */
function whoSays(words: RegExp, home: string): readonly string[] {
  const files = [...new Set(found.map(({ from }) => from))].filter((path) => !path.startsWith(home));
  return files
    .filter((path) => words.test(readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')))
    .sort();
}

test('says Slack in its adapter, and where it is set up', () => {
  const settings = ['build-app.ts', 'config.ts', 'start-service.ts'];
  // Its path on the page, its metric, and a font; settings that use cases name are in capitals.
  const mounted = ['create-metrics.ts', 'create-web-app.ts', 'guard-requests.ts'];
  const meant = [...settings, 'html/draw-message.ts', ...mounted.map((name) => `surfaces/web/${name}`)];
  expect(whoSays(/\bSlack|\bslack\b/, 'surfaces/slack/')).toEqual(meant.sort());
});

test('says the name of a source, or of an OS SKU, where it is known from', () => {
  const sources = /'(?:aks-releases|support-calendar|vhd-notes|agent-baker|release-tracker)'/;
  expect(whoSays(sources, 'sources/')).toEqual([]);
  // Notes call the annual channel by other words than by its year.
  const ofNotes = ['notes/release-note/find-image-cves.ts', 'notes/release-note/windows-mentions.ts'];
  expect(whoSays(/'Windows(?:20\d\d|Annual)'/, 'domain/os-sku.ts')).toEqual(ofNotes);
});

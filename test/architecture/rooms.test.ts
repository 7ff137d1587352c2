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
  'replay',
];

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of one file of `src` by another, type-only and dynamic ones among them; paths below `src`. */
const imports = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path): readonly Import[] => {
    const file = join(SRC, path);
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to = '']) => ({
      from: relative(SRC, file),
      to: relative(SRC, resolve(dirname(file), to)),
    }));
  });

/** The folders below the last one that both files share; `null` where one of them lies in it directly. */
function foldersOf({ from, to }: Import): readonly [string, string] | null {
  const [a, b] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (a[shared] === b[shared] && shared < a.length) shared += 1;
  if (shared >= a.length - 1 || shared >= b.length - 1) return null;
  return [a.slice(0, shared + 1).join('/'), b.slice(0, shared + 1).join('/')];
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

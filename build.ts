/*
 * The program as it is shipped, in dist/: one file instead of some thousand to read and link at each start, and with it
 * the notices of the libraries that are in it. Native code, WebAssembly and fonts stay where they are installed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type RolldownMagicString } from 'rolldown';
import { openDatabase, type SqliteDatabase } from './src/store/database.ts';
import { migrate } from './src/store/migrate.ts';

const DIST = 'dist';
const CACHE = join(DIST, 'compile-cache');
const NOTICES = join(DIST, 'THIRD-PARTY-NOTICES.txt');
const EMPTY = '\0empty';
const UTF8_ALONE = '\0utf8';
const BUILTIN_IMPORT =
  /\bimport(?:\s?\*\s?as ([\w$]+)|(?:\s([\w$]+))?,?\s?(\{[^}]*\})?)\s?from\s?"((?:node:)?[\w/]+)";/g;

const PARTS_OF_CRON = 'function getPartsFormatter(timezone) {';
const ZONE_OF_CRON = 'function getTimezoneGMT(date, timezone) {';
/** How node-cron is given the parts of a date in UTC. */
const UTC_PARTS = `
const UTC_PARTS = {
  formatToParts: (date) => {
    const [, weekday, day, year, time] = /(...), (..) ... (\\d+) ([\\d:]+)/.exec(date.toUTCString());
    const [hour, minute, second] = time.split(':');
    const parts = { weekday, day, month: date.getUTCMonth() + 1, year, hour, minute, second };
    return Object.entries(parts).map(([type, value]) => ({ type, value: String(value) }));
  },
};
`;

/** What is said otherwise in files of libraries. */
const CHANGES = [
  // The driver's code is loaded with the rest; it looks for its native part beside itself.
  changeIn(/better-sqlite3.lib.binding\.js$/, [['__dirname', "path.dirname(require.resolve('better-sqlite3'))"]]),
  // What Socket Mode connects with is larger than all else of Slack's, and most services are asked over HTTP.
  changeIn(/socket-mode.dist.src.(?:SlackWebSocket|SocketModeClient)\.js$/, [
    ['const undici_1 = require("undici");', ''],
    ['undici_1.', '(require("undici")).'],
  ]),
  // It has Intl format each date, to take it apart: that loads 7 MB of the world's calendars, which UTC needs none of.
  changeIn(/node-cron.dist._shared\.js$/, [
    [PARTS_OF_CRON, `${UTC_PARTS}${PARTS_OF_CRON} if (timezone === 'UTC') return UTC_PARTS;`],
    [ZONE_OF_CRON, `${ZONE_OF_CRON} if (timezone === 'UTC') return 'Z';`],
  ]),
];

/** As much of iconv-lite as body-parser and raw-body use. */
const READ_UTF8 = `import { StringDecoder } from 'node:string_decoder';
export const encodingExists = (name) => /^utf-?8$/i.test(name);
export const getDecoder = (name) => {
  if (!encodingExists(name)) throw new Error('Encoding not recognized: ' + name);
  return new StringDecoder(name);
};
export const decode = (bytes, name) => getDecoder(name).end(bytes);
`;

const SOURCES = join(import.meta.dirname, 'src/');
/** What a command that looks into the database begins with, and what these import. */
const FIRST_OF_COMMANDS = ['build-app.ts', 'surfaces/cli/commands/status-command.ts'];
const loadedByCommands = new Set<string>();

if (process.argv.includes('--if-outdated') && isUpToDate()) process.exit();

const { output } = await build({
  input: {
    main: 'src/main.ts',
    'read-worker': 'src/sources/read-worker.ts',
    'render-worker': 'src/surfaces/chart/render-worker.ts',
  },
  platform: 'node',
  transform: { define: { BUILD: JSON.stringify(digestSources()) } },
  experimental: { nativeMagicString: true },
  plugins: [
    {
      name: 'no-ways-never-gone',
      // Commander would run commands that are programs of their own, and node-cron tasks; prom-client would send metrics,
      // and be traced.
      resolveId: (id, by = '') =>
        (/child_process$/.test(id) && /\/(?:commander|node-cron)\//.test(by)) ||
        /prom-client.*(?:pushgateway|@opentelemetry)/.test(by + id)
          ? EMPTY
          : null,
      load: (id) => (id === EMPTY ? 'export default {}; export const fork = null;' : null),
    },
    {
      name: 'no-tables-of-others',
      // Two thirds of what Express brings are encodings and types of files that no request and no page of ours has.
      resolveId: (id) => (id === 'iconv-lite' ? UTF8_ALONE : null),
      load: (id) => {
        if (id === UTF8_ALONE) return READ_UTF8;
        return id.endsWith('/mime-db/db.json') ? JSON.stringify(pickTypes(readFileSync(id, 'utf8'))) : null;
      },
    },
    {
      name: 'libraries-changed',
      load: (id) => CHANGES.find(({ file }) => file.test(id))?.apply(id) ?? null,
      // Before anything is written: what is there counts as up to date.
      buildEnd() {
        for (const { refuseUnapplied } of CHANGES) refuseUnapplied();
      },
    },
    {
      name: 'loaded-by-commands',
      buildEnd() {
        for (const first of FIRST_OF_COMMANDS)
          addImports(join(SOURCES, first), (id) => this.getModuleInfo(id)?.importedIds ?? []);
      },
    },
    {
      name: 'required-builtins',
      // An old Node reads the first file as far as it says that it is too old.
      renderChunk: (_, { name }, __, { magicString }) =>
        name === 'main' || !magicString ? null : requireBuiltins(magicString),
    },
  ],
  external: [/^@resvg\//, /^@expo-google-fonts\//],
  output: {
    dir: DIST,
    cleanDir: true,
    sourcemap: true,
    sourcemapExcludeSources: true,
    // Finding and linking a file takes a start about a millisecond: what is loaded together is one, not dozens of small ones.
    codeSplitting: {
      groups: [
        { name: 'domain', test: /\/src\/domain\//, priority: 4 },
        // Processes beside load these two and nothing else of it.
        { name: 'beside', test: /\/src\/workers\//, priority: 3 },
        { name: 'sources', test: (id) => id.includes('/src/sources/') && loadedByCommands.has(id), priority: 2 },
        { name: 'fleet', test: (id) => loadedByCommands.has(id), priority: 1 },
        { name: 'work', test: /\/src\/(?:app|html|inventory\/(?!azure)|messages|reminders)\//, minShareCount: 2 },
      ],
    },
    // Names stay, so that the trace in a report can be read.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
chmodSync(join(DIST, 'main.js'), 0o755);
const chunks = output.filter((file) => file.type === 'chunk');
for (const { fileName } of chunks) escapeLetters(join(DIST, fileName));
writeFileSync(
  NOTICES,
  listPackages(chunks.flatMap(({ moduleIds }) => moduleIds))
    .map(readNotice)
    .join('\n'),
);
writeFileSync(join(DIST, 'baseline.sql'), writeBaseline());
warmCompileCache();

/** A new version of a library may say it in other words, or elsewhere: then the build ends, and what was gained is not lost unseen. */
function changeIn(file: RegExp, words: readonly (readonly [before: string, after: string])[]) {
  let isApplied = false;
  return {
    file,
    apply: (id: string) => {
      isApplied = true;
      let code = readFileSync(id, 'utf8');
      for (const [before, after] of words) {
        if (!code.includes(before)) throw new Error(`${id} has no "${before}" any more: see CHANGES in build.ts`);
        code = code.replaceAll(before, () => after);
      }
      return code;
    },
    refuseUnapplied: () => {
      if (!isApplied) throw new Error(`No file is loaded that is like ${file}: see CHANGES in build.ts`);
    },
  };
}

/**
 * Node's own modules as `require` gives them: an import looks at every property of one first, and some of these load a
 * library, or open stdin.
 */
function requireBuiltins(code: RolldownMagicString): { code: RolldownMagicString } {
  for (const { 0: text, 1: all, 2: single, 3: names, 4: id, index } of code.original.matchAll(BUILTIN_IMPORT)) {
    const bound = [all ?? single, names?.replaceAll(' as ', ':')].filter((one) => one !== undefined);
    const required = bound.map((one) => `var ${one}=globalThis.process.getBuiltinModule("${id}");`);
    code.overwrite(index, index + text.length, required.join(''));
  }
  return { code };
}

/**
 * V8 keeps what it loaded, and two bytes for each letter of it where a single one is not of Latin: the service took 4 MB
 * more. Traces by a source map are off by what this makes a line longer.
 */
function escapeLetters(file: string): void {
  const asNumber = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[\u0080-\uffff]/g, asNumber));
}

/** It and all that it imports, but no library. */
function addImports(id: string, importsOf: (id: string) => readonly string[]): void {
  if (loadedByCommands.has(id) || !id.startsWith(SOURCES)) return;
  loadedByCommands.add(id);
  for (const imported of importsOf(id)) addImports(imported, importsOf);
}

/** What pages, pictures and forms are, of all types that there are. */
function pickTypes(all: string): object {
  const own =
    /^(?:text\/(?:html|plain|css|javascript|calendar)|application\/(?:json|octet-stream|x-www-form-urlencoded)|image\/(?:png|svg\+xml))$/;
  return Object.fromEntries(Object.entries(JSON.parse(all) as object).filter(([type]) => own.test(type)));
}

/** True when nothing that goes into the program was written after it. */
function isUpToDate(): boolean {
  const main = join(DIST, 'main.js');
  if (!existsSync(main)) return false;
  const builtAt = statSync(main).mtimeMs;
  return ['build.ts', 'package.json', ...listFiles('src'), ...listFiles('migrations')].every(
    (file) => statSync(file).mtimeMs < builtAt,
  );
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
}

/** The same for the same code and libraries: by it, what another program worked out is told from what this one would. */
function digestSources(): string {
  const digest = createHash('sha256');
  for (const file of [...listFiles('src').toSorted(), 'package-lock.json'])
    if (statSync(file).isFile()) digest.update(`${file}\0`).update(readFileSync(file));
  return digest.digest('hex').slice(0, 12);
}

/** What all migrations make, as SQL for a database where only the table of migrations is: tables, what is in them, and the rest. */
function writeBaseline(): string {
  const db = openDatabase(':memory:');
  migrate(db, new URL('migrations/', import.meta.url), new Date(0));
  const listMade = (tables: boolean) =>
    db.values<string>`select sql || ';' from sqlite_schema where (type = 'table') = ${Number(tables)} and sql is not null
      and name not in ('sqlite_sequence', 'schema_migrations') order by rowid`;
  const tables = db.values<string>`select name from sqlite_schema where type = 'table'`;
  return [...listMade(true), ...tables.flatMap((name) => listInserts(db, name)), ...listMade(false)].join('\n');
}

function listInserts(db: SqliteDatabase, table: string): readonly string[] {
  const columns = db.values<string>`select 'quote(' || name || ')' from pragma_table_info(${table})`;
  const rows = db
    .prepare<[], string>(`select ${columns.join(" || ',' || ")} from ${table}`)
    .pluck()
    .all();
  return rows.map((row) => `insert into ${table} values (${row});`);
}

/** The folders of the packages whose modules are in the bundle, each once, by path. */
function listPackages(moduleIds: readonly string[]): readonly string[] {
  const folders = moduleIds.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function readNotice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name: file }) => readFileSync(join(folder, file), 'utf8'));
  return [`${'='.repeat(80)}\n${name} ${version} (${license})\n`, ...texts].join('\n');
}

/**
 * What Node compiles at the first start, kept for every start: where the program is installed, the user it runs as may
 * not be allowed to write beside it, but reads it.
 */
function warmCompileCache(): void {
  const loaded = chunks.filter(({ isEntry }) => !isEntry).map(({ fileName }) => `await import('./${fileName}');`);
  // As `src/main.ts` begins. Nothing is run: what Node keeps of a file is made when it is compiled, and its functions are compiled when called.
  const begin =
    "process.getBuiltinModule('v8').setFlagsFromString('--heap-growing-percent=200'); module.enableCompileCache('compile-cache');";
  execFileSync(process.execPath, ['--input-type=module', '-e', `${begin} ${loaded.join(' ')} process.exit();`], {
    cwd: DIST,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const entry of readdirSync(CACHE, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  chmodSync(CACHE, 0o755);
}

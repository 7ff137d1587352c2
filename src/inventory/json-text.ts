import { AppError } from '../domain/app-error.ts';
import { countOf, decodeBytes } from '../domain/text.ts';
import { unquote } from './fields.ts';

/** What a terminal is told: colours, as `az … -o jsonc` prints them, to erase a line, what the window is called. */
const CONTROLS = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\))/g;

/** UTF-8, UTF-16 or the code page of Windows. */
function decodeText(input: string | Uint8Array): string {
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeBytes(input);
  // DOS ends a file with Ctrl+Z, and "copy a+b" leaves each; zeros fill one up.
  const plain = withoutZeros(text).replaceAll('\u001A', '\n');
  return plain.includes('\u001B') ? plain.replace(CONTROLS, '') : plain;
}

function withoutZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\0') end -= 1;
  return text.slice(0, end);
}

/** How az and kubectl begin to say that there is no answer. */
const ERROR =
  /^(?:(?:ERROR|error|Error)(?::| from )|AADSTS|Please run|az: |The connection to the server|Unable to connect)/;

const ERROR_CAUSE = 'it holds an error in place of an answer ($line); ask again once that is mended';

/** What a line beside whole documents says of an answer that failed; `null` where it is of something else. */
export function describeError(line: string): string | null {
  return ERROR.test(line) ? ERROR_CAUSE.replace('it holds', 'holds').replace('$line', () => firstLineOf(line)) : null;
}

/** Lines before the first that says something: comments, and what kubectl logs of its tries. */
const SILENT = /^(?:(?:#|\/\/|[EWI]\d{4} ).*\n\s*)+/;

const CAUSES: readonly (readonly [RegExp, string])[] = [
  // A letter has three zeros beside it, of which UTF-16 takes one.
  [/^(?:\0?(?:[^\0]\0){3}|\0{2})/, 'it is in UTF-32; write it in UTF-8'],
  [/^$/, 'it is empty; the command that wrote it probably failed'],
  [/^PK\u0003\u0004/, 'it is a zip archive or an Excel file; give the JSON that is in it'],
  [/^[[{\s]+'/, 'it is written with single quotes, as Python prints its values; write it with json.dumps'],
  [/^[[{\s]+[“”„\u00a0]/, 'its quotes or blanks were changed where it was copied through; give the file itself'],
  [/^(?:"[^"\n]*"\s*:|[}\]])/, 'its beginning is missing; give the whole file'],
  [/^</, 'it looks like a web page or XML; save the JSON answer itself'],
  [/^No resources found/, 'kubectl found nothing; "kubectl config current-context" says which cluster was asked'],
  [/^(?:WARNING|az : |kubectl : )/, "it holds az's or kubectl's own messages; run the command without 2>&1"],
  [ERROR, `${ERROR_CAUSE}, without 2>&1`],
  [
    /^(?:resource|terraform|provider|module|data|variable|locals|output|import)\s+["{]/,
    'it looks like Terraform; give what "az aks list -o json" prints',
  ],
  [/^(?:param|resource|targetScope|module)\s+\S+/, 'it looks like Bicep; give what "az aks list -o json" prints'],
  [/^(?:node|pod)s?\/\S+\s*$/m, 'it is a list of names; use: -o json'],
  [/^\w+ {2,}: /, 'it looks like a PowerShell list; add: | ConvertTo-Json -Depth 10'],
  [/^Name: {2,}/, 'it is what kubectl describe prints; use: kubectl get nodes -o json'],
  [
    /^NAME\s+STATUS\s+ROLES\b|^aks\w\S*\s+(?:Not)?Ready/,
    'it looks like the table of kubectl; use: kubectl get nodes -o json',
  ],
  [/^NAME(?:SPACE)?\s.*\bRESTARTS\b/, 'it looks like the table of kubectl; use: kubectl get pods -A -o json'],
  [/^(?:Name|Location|NAME|NAMESPACE)\b.* {2,}/, 'it looks like table output; use -o json in its place'],
  [/^(?:---\s+)?(?:apiVersion|items|kind|metadata):/, 'it looks like YAML; use: kubectl get nodes -o json'],
  [/^(?:- |---\s|[A-Za-z]+:\s)/, 'it looks like YAML; use: az aks list -o json'],
  [
    /^"?[\w .]+"?(?:[,;]"?[^,;\n]*"?)+\r?\n"?[^,;\n]+"?[,;]/,
    'it looks like CSV without the id of each cluster, damaged or too large; a CSV of Resource Graph needs the columns id, name, location and properties, else give what "az aks list -o json" prints',
  ],
  [/^[^\n]*\t/, 'it looks like tsv output; use: az aks list -o json'],
];

const TWO_ENCODINGS =
  'it is in two encodings, as >> of PowerShell leaves a file that another program began; write it anew';

/** The likely reason why a text is no JSON, with what to do about it. */
export function describeNonJson(text: string): string {
  const start = text.trimStart().replace(SILENT, '').slice(0, 400);
  const cause = CAUSES.find(([form]) => form.test(start));
  if (cause) return cause[1].replace('$line', () => firstLineOf(start));
  if (/^[[{]/.test(start) && text.includes('\0')) return TWO_ENCODINGS;
  if (!/^[[{]/.test(start)) return 'expected what az aks list -o json or kubectl get nodes -o json prints';
  return endOfValue(text, text.search(/\S/)) === -1
    ? 'the JSON is cut off or damaged; write the file again'
    : `the JSON is damaged${sayWhere(text)}; write the file again`;
}

const LONGEST_SHOWN = 60;
const LONGEST_ERROR = 160;

function firstLineOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  return line
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_ERROR);
}

/** Whether a text is the beginning of a document: reading it goes wrong at its end only. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const [, at] = /at position (\d+)/.exec(String(error)) ?? [];
    return at === undefined ? /end of JSON/.test(String(error)) : Number(at) >= text.length;
  }
}

/** ` at line 5 (WARNING: …)`: the first line with which it is no JSON. */
function sayWhere(text: string): string {
  const lines = text.split('\n');
  let [good, bad] = [0, lines.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(lines.slice(0, middle).join('\n').trimEnd())) good = middle;
    else bad = middle;
  }
  const line = (lines[bad - 1] ?? '').replace(/\p{Cc}/gu, ' ').trim();
  return ` at line ${bad} (${line.slice(0, LONGEST_SHOWN)})`;
}

/** Offset just behind the JSON object or array that begins at `start`; -1 when it never ends. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** How a document begins, in its line or behind what Ansible writes before it; "[WARNING] …" and "[12:30] …" do not. */
const BEGINNING = /(?:^|=>)[ \t\uFEFF]*(?=\{|\[\s*(?:[\]{"[]|$))/gm;
const NEXT = /[\s\uFEFF]*(?=\{|\[\s*(?:[\]{"[]|$))/y;

/** The whole documents of a text, and the lines that stand before, between and after them. */
interface Documents {
  readonly values: readonly unknown[];
  readonly leftOut: Readonly<Record<'before' | 'between' | 'after', readonly string[]>>;
}

/** Every document among lines of a tool or a prompt; `null` when there is none, or one is damaged: nobody knows what is missing. */
function parseDocuments(text: string): Documents | null {
  const values: unknown[] = [];
  let from = 0;
  const before: string[] = [];
  const between: string[] = [];
  for (let at = findNext(text, 0); at !== -1; at = findNext(text, from)) {
    const end = endOfValue(text, at);
    if (end === -1 || !/[ \t]*(?:\r*\n|$|[{[]|\uFEFF)/y.test(text.slice(end, end + LONGEST_SHOWN))) return null;
    try {
      values.push(JSON.parse(text.slice(at, end)));
    } catch {
      return null;
    }
    const lines = from === 0 ? before : between;
    for (const line of linesOf(text.slice(from, at))) lines.push(line);
    from = end;
  }
  return values.length === 0 ? null : { values, leftOut: { before, between, after: linesOf(text.slice(from)) } };
}

/** What logs write before each line: `lister-1  | `, an instant, `[pod/lister/az] `, `job⇥step⇥` of a pipeline. */
const LOG_PREFIX =
  /^(?:[\w.-]+ *\|[ \t]?|[^\t{}[\]"]+\t[^\t]+\t(?=\d{4}-)|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?\]? |\[pod\/[^\]\s]+\] )/;
/** A log of containers may have an instant behind the name. */
const MOST_PREFIXES = 2;
const LONGEST_PREFIX = 200;

/** The text without what all of its lines begin with, whatever wrote it: an instant, a host, the number of a process. */
function stripCommonPrefix(text: string): string {
  const lines = text.split('\n');
  const [first = '', ...others] = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, LONGEST_PREFIX).replace(/\d+/g, '0'));
  let end = others.length === 0 ? 0 : first.search(/\{|\[(?=[\s"{[\]]|$)|$/);
  for (const line of others) while (!line.startsWith(first.slice(0, end))) end -= 1;
  const parts = first.slice(0, end).split('0');
  if (parts.length === 1) return text;
  const prefix = new RegExp(`^${parts.map((part) => part.replace(/\W/g, '\\$&')).join('\\d+')}`);
  return lines.map((line) => line.replace(prefix, '')).join('\n');
}

/** The text without what a log wrote before each of its lines; as it was where some line has nothing of the kind. */
function stripLogPrefixes(text: string): string {
  let lines = text.split('\n');
  for (let time = 0; time < MOST_PREFIXES; time += 1) {
    if (!lines.every((line) => LOG_PREFIX.test(line) || line.trim() === '')) break;
    lines = lines.map((line) => line.replace(LOG_PREFIX, ''));
  }
  return lines.join('\n');
}

/** Where the next document begins, -1 without one: right here, else in a line of its own. */
function findNext(text: string, from: number): number {
  NEXT.lastIndex = from;
  if (from > 0 && NEXT.test(text)) return NEXT.lastIndex;
  BEGINNING.lastIndex = from;
  return BEGINNING.test(text) ? BEGINNING.lastIndex : -1;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

const SHORTEST_PAIRS = 8;
const MOSTLY = 0.7;
/** More different signs than a rule or a frame is drawn with, fewer than words of so many letters have. */
const FEW = 4;

/** Whether a line of UTF-16 was written as plain text, of which it has two signs in the place of one. */
function isInOtherEncoding(line: string): boolean {
  const isPlain = (byte: number) => byte === 9 || byte === 10 || byte === 13 || (byte >= 0x20 && byte < 0x7f);
  const isPair = (unit: number) => isPlain(unit >> 8) && isPlain(unit & 0xff);
  const signs = [...line];
  const pairs = signs.filter((sign) => isPair(sign.codePointAt(0) ?? 0));
  // A name with accents is in it, and of an odd number of bytes the last is no sign.
  return signs.length >= SHORTEST_PAIRS && new Set(pairs).size > FEW && pairs.length > signs.length * MOSTLY;
}

/** A file as it was given: its name for messages, and its content. */
export interface NamedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** What a file holds. */
export interface JsonFile {
  readonly name: string;
  /** Every JSON document: usually one, several where they were appended to each other. */
  readonly documents: readonly unknown[];
  /** What was left out of it, in sentences: lines that a tool wrote around and between whole documents. */
  readonly notices: readonly string[];
  /** Answers that failed, as somebody who asks for several may have among them: why something is missing. */
  readonly errors: readonly string[];
}

/** Reads a file of JSON. @throws AppError `invalid_input` that names it and the likely cause when it holds none */
export function parseJsonFile({ name, content }: NamedFile): JsonFile {
  const text = decodeText(content).trim();
  try {
    return { name, documents: [unquote(JSON.parse(text))], notices: [], errors: [] };
  } catch {
    const rows = parseCsvRows(text);
    if (rows) return { name, documents: [rows], notices: [], errors: [] };
    return parseAmong(name, text);
  }
}

function parseAmong(name: string, text: string): JsonFile {
  const bare = stripLogPrefixes(text);
  const read = (one: string) => (one === '' || one.includes('\0') ? null : parseDocuments(one));
  const plain = read(bare);
  const found = plain ?? read(stripCommonPrefix(text));
  if (!found) throw new AppError('invalid_input', `${name} is not JSON: ${describeNonJson(bare)}.`);
  const { before, between, after } = found.leftOut;
  const lines = [...before, ...between, ...after];
  if (lines.some(isInOtherEncoding)) throw new AppError('invalid_input', `${name} is not JSON: ${TWO_ENCODINGS}.`);
  const ofLog = bare !== text || !plain ? [`${name}: what a log wrote before each line was left out.`] : [];
  const errors = lines.map(describeError).filter((error) => error !== null);
  return { name, documents: found.values, notices: [...ofLog, ...sayLeftOut(name, found)], errors };
}

function sayLeftOut(name: string, { leftOut }: Documents): readonly string[] {
  const counts = Object.entries(leftOut).filter(([, lines]) => lines.length > 0);
  const where = counts.map(([place, { length }]) => `${countOf(length, 'line')} ${place}`).join(' and ');
  return where === '' ? [] : [`${name}: left out ${where} the JSON.`];
}

/** A header's column with the ID of a cluster, a pool or a part of it; a name or a SKU may end like that too. */
const ID_COLUMN = /(?:^|[,;\t])"?(?:\w*(?:aks|cluster|resource|subscription|pool)_?)?id"?(?:[,;\t]|\s*$)/i;

/**
 * The rows of a table with commas, semicolons or tabs, each an object by the header's names without its empty cells, as
 * the page of Resource Graph or a spreadsheet exports it: what is JSON in a cell stays text. `null` where no column is
 * an `id` or a part of one, or a row does not fit the header.
 */
function parseCsvRows(whole: string): readonly Readonly<Record<string, string>>[] | null {
  // What tells a spreadsheet what stands between the cells, and PowerShell of which type the rows are.
  const text = whole.replace(/^(?:sep=.|#TYPE .*)\r?\n/i, '');
  const [first = ''] = text.split(/\r?\n/, 1);
  const names = ID_COLUMN.test(first) ? splitRows(first, markOf(first))?.[0] : undefined;
  const rows = names ? splitRows(text, markOf(first)) : null;
  if (!names || !rows || rows.length === 1 || !rows.every((row) => row.length === names.length)) return null;
  return rows.slice(1).map((row) => {
    const cells = row.map((cell, column) => [names[column], cell]);
    return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
  });
}

type Mark = ',' | ';' | '\t';

/** Spreadsheets of half of Europe write semicolons, and tabs where they say Unicode. */
function markOf(header: string): Mark {
  return ([',', ';', '\t'] as const).find((mark) => header.includes(mark)) ?? ',';
}

/** The cells of each row; `null` where the text ends within quotes, or a cell goes on behind them. */
function splitRows(text: string, mark: Mark): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? endOfQuotes(text, at) : endOfPlain(text, at, mark);
    if (end === -1) return null;
    row.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    at = text[end] === '\r' ? end + 1 : end;
    if (text[at] === mark && at + 1 < text.length) continue;
    if (text[at] === mark) row.push('');
    else if (at < text.length && text[at] !== '\n') return null;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Just behind the quote that closes the one at `start`; one in the text is written twice. */
function endOfQuotes(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end === -1 ? -1 : end + 1;
}

function endOfPlain(text: string, start: number, mark: Mark): number {
  let end = start;
  while (end < text.length && text[end] !== mark && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

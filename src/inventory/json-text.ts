import { AppError } from '../domain/app-error.ts';

/** Which encoding the first bytes tell; PowerShell's `>` writes UTF-16 with or without a byte order mark. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // JSON begins with an ASCII character, so a zero byte next to it can only be its other half.
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The text of a file in UTF-8 or UTF-16, without its byte order mark. */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  return new TextDecoder(encodingOf(input)).decode(input);
}

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'it is empty; the command that wrote it probably failed'],
  [/^[[{]/, 'the JSON is cut off or damaged; write the file again'],
  [/^</, 'it looks like a web page; save the JSON answer itself'],
  [
    /^(ERROR|WARNING|error|Error|AADSTS|Please run|az: )/,
    "it holds az's or kubectl's own messages; run the command without 2>&1",
  ],
  [/^(Name|Location|NAME|NAMESPACE)\b.*\s{2,}/, 'it looks like table output; add: -o json'],
  [/^(- |apiVersion:|[A-Za-z]+:\s)/, 'it looks like YAML; use: -o json'],
  [/^"?[\w .]+"?(?:,"?[^,\n]*"?){2,}\n/, 'it looks like CSV; use: -o json'],
  [/^[^\n]*\t/, 'it looks like tsv output; use: -o json'],
];

/** The likely reason why a text is no JSON, with what to do about it. */
function describeNonJson(text: string): string {
  const start = text.trimStart().slice(0, 400);
  const cause = CAUSES.find(([form]) => form.test(start));
  return cause?.[1] ?? 'expected what az aks list -o json or kubectl get nodes -o json prints';
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

/** Documents written one behind the other, as several `>>` make them; `null` when the text is not that. */
function parseConcatenated(text: string): unknown[] | null {
  const values: unknown[] = [];
  // A further file that was appended brings its own byte order mark; \s covers it.
  const beginning = /\S/g;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const end = match[0] === '{' || match[0] === '[' ? endOfValue(text, match.index) : -1;
    if (end === -1) return null;
    try {
      values.push(JSON.parse(text.slice(match.index, end)));
    } catch {
      return null;
    }
    beginning.lastIndex = end;
  }
  return values;
}

/** Lines that may begin a document; "[WARNING] …" begins like one. */
const MOST_BEGINNINGS = 50;

/** What is left of a further document: then the file is damaged, and nobody knows what is missing. */
const ANOTHER = /^[ \t]*(?:\{|\[\s*(?:[\]{"\d]|$))/m;

/** One whole document among lines of a tool or a prompt; `null` when there is none, or a second one behind it. */
function parseSurrounded(text: string): { value: unknown; before: number; after: number } | null {
  const beginnings = [...text.matchAll(/^[ \t]*[[{]/gm)].slice(0, MOST_BEGINNINGS);
  for (const { 0: line, index } of beginnings) {
    const end = endOfValue(text, index + line.length - 1);
    if (end === -1) continue;
    try {
      const value: unknown = JSON.parse(text.slice(index, end));
      const rest = text.slice(end);
      const endsItsLine = /^[ \t]*(?:\r?\n|$)/.test(rest);
      if (!endsItsLine || ANOTHER.test(text.slice(0, index)) || ANOTHER.test(rest)) return null;
      return { value, before: countLines(text.slice(0, index)), after: countLines(rest) };
    } catch {}
  }
  return null;
}

function countLines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/**
 * Every JSON document of a file: usually one, several when they were appended to each other.
 * What a tool wrote around a whole document is left out, and `onNotice` is told so.
 * Throws AppError `invalid_input` that names the file and the likely cause when it holds no JSON.
 */
export function parseJsonValues(
  input: string | Uint8Array,
  fileName: string,
  onNotice: (notice: string) => void = () => undefined,
): unknown[] {
  const text = decodeText(input).trim();
  try {
    return [JSON.parse(text)];
  } catch {
    const values = text === '' ? null : parseConcatenated(text);
    if (values) return values;
    const found = parseSurrounded(text);
    if (found) {
      const { before, after, value } = found;
      const where = [
        ...(before > 0 ? [`${before} line(s) before`] : []),
        ...(after > 0 ? [`${after} line(s) after`] : []),
      ];
      onNotice(`${fileName}: ${where.join(' and ')} the JSON were left out; they are no part of it.`);
      return [value];
    }
    throw new AppError('invalid_input', `${fileName} is not JSON: ${describeNonJson(text)}.`);
  }
}

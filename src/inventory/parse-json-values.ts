import { AppError } from '../domain/app-error.ts';
import { decodeText } from './decode-text.ts';
import { describeNonJson } from './describe-non-json.ts';

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

/**
 * Every JSON document of a file: usually one, several when they were appended to each other.
 * Throws AppError `invalid_input` that names the file and the likely cause when it holds no JSON.
 */
export function parseJsonValues(input: string | Uint8Array, fileName: string): unknown[] {
  const text = decodeText(input).trim();
  try {
    return [JSON.parse(text)];
  } catch {
    const values = text === '' ? null : parseConcatenated(text);
    if (values) return values;
    throw new AppError('invalid_input', `${fileName} is not JSON: ${describeNonJson(text)}.`);
  }
}

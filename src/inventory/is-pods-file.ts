import { decodeText } from './decode-text.ts';
import { isRecord, lowerKeys } from './flatten-resource.ts';
import { withKindOfList } from './list-pages.ts';
import { parseJsonValues } from './parse-json-values.ts';

/** Almost no other file has these words, so that a fleet of many megabytes is not parsed twice. */
const LIKELY = /"kind"\s*:\s*"Pod(?:List)?"/i;

function isPod(value: unknown): boolean {
  return isRecord(value) && lowerKeys(value, 0)['kind'] === 'Pod';
}

/** Whether a file is what `kubectl get pods -o json` prints. Throws AppError `invalid_input` when it is no JSON. */
export function isPodsFile(input: string | Uint8Array, fileName: string): boolean {
  const text = decodeText(input);
  if (!LIKELY.test(text)) return false;
  return parseJsonValues(text, fileName).some((value) => {
    const list = isRecord(value) ? lowerKeys(value, 0) : {};
    const items = isRecord(value) ? list['items'] : value;
    return Array.isArray(items) ? withKindOfList(list, items).some(isPod) : isPod(value);
  });
}

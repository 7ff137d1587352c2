import { toMrkdwn } from './escape-text.ts';

const LONGEST_URL = 2_000;

/** The URL when it is one that a message may link to: http(s), no credentials, not overlong. Else `null`. */
export function toWebUrl(url: string | null): string | null {
  if (!url || url.length > LONGEST_URL || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (!/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return null;
  return parsed.href.replace(/[<>|\s]/g, encodeURIComponent);
}

/** `<url|label>`, or only the label where the URL is none to link to. */
export function linkMrkdwn(url: string | null, label: string): string {
  const target = toWebUrl(url);
  const name = toMrkdwn(label).replace(/\|/g, '/');
  return target ? `<${target.replace(/&/g, '&amp;')}|${name}>` : name;
}

import { AppError } from '../../domain/app-error.ts';
import { type GitHubContext, originOf } from './describe-github-failure.ts';

interface Answer {
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** The decoded JSON of an answer, never `null`. Throws `unavailable` where it is a web page, broken off, or no JSON at all. */
export function readJson({ data, headers }: Answer, context: GitHubContext): unknown {
  if (isWebPage(data, headers)) throw unreadable('a web page instead of JSON', context);
  // @octokit/request hands on the text when its JSON does not parse.
  if (typeof data === 'string') throw unreadable(data === '' ? 'an empty body' : 'broken or truncated JSON', context);
  if (data === null || data instanceof ArrayBuffer) throw unreadable('nothing that can be used', context);
  return data;
}

/** The text of a file, whether it came raw (as asked for) or as the contents API's JSON with Base64 in it. */
export function readFileText({ data, headers }: Answer, context: GitHubContext): string {
  if (isWebPage(data, headers)) throw unreadable('a web page instead of a file', context);
  if (typeof data === 'string') return withoutByteOrderMark(data);
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data);
  if (isContents(data)) return withoutByteOrderMark(Buffer.from(data.content, 'base64').toString('utf8'));
  throw unreadable('something other than a file', context);
}

function isWebPage(data: unknown, headers: Answer['headers']): boolean {
  if (/text\/html/i.test(String(headers['content-type'] ?? ''))) return true;
  return typeof data === 'string' && /^\s*<(?:!doctype|html)/i.test(data.slice(0, 1_000));
}

function isContents(data: unknown): data is { content: string } {
  if (typeof data !== 'object' || data === null || !('content' in data) || !('encoding' in data)) return false;
  return typeof data.content === 'string' && data.encoding === 'base64';
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function unreadable(what: string, context: GitHubContext): AppError {
  return new AppError(
    'unavailable',
    `GitHub sent ${what}; nothing was changed and the next poll tries again. If this stays, check GITHUB_API_URL (${originOf(context)}) and any proxy in between.`,
  );
}

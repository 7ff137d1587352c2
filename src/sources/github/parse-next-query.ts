/**
 * The query of a list's next page from a `Link` header, or `null` if there is none.
 * Only the query is taken: following the address as given would hand the token to whatever host it names.
 */
export function parseNextQuery(link: string | undefined): Readonly<Record<string, string>> | null {
  for (const part of (link ?? '').split(/,\s*(?=<)/)) {
    const [, target, parameters] = /^\s*<([^>]*)>(.*)$/.exec(part) ?? [];
    if (target === undefined || !/;\s*rel="?next"?/.test(parameters ?? '')) continue;
    const query = target.indexOf('?');
    return query === -1 ? null : Object.fromEntries(new URLSearchParams(target.slice(query + 1)));
  }
  return null;
}

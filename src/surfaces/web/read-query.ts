import type { Request } from 'express';

type Query = Request['query'];

/** Nobody types more into a field of ours. */
const LONGEST = 200;

/** The value of a name in an address; `null` where it is missing, empty, repeated or too long. */
export function readParameter(query: Query, name: string): string | null {
  const text = query[name];
  return typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST ? text : null;
}

/** The same where it is one of these; anything else is `null`. */
export function readOneOf<T extends string>(query: Query, name: string, values: readonly T[]): T | null {
  return values.find((value) => value === query[name]) ?? null;
}

/** `?page=3`; anything else is the first page. */
export function pageNumberOf(query: Query): number {
  const text = query['page'];
  return typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}

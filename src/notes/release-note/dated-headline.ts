import { DATE } from './ending-words.ts';

/** "Retirement notice: ": what leads to a name. */
const HEADLINE =
  /^(?: (?:dates?|notices?|announcements?|reminders?))?: *(?:(?:the|aks|azure|kubernetes|k8s|microsoft|versions?) )*v?$/i;
const ONLY_A_DATE = new RegExp(
  String.raw`^(?:[\s(),:–-]|\b(?:os sku|node ?pools?|images?|on aks|on|from|by|lts)\b)*${DATE}[^.;,]{0,8}(?:, 20\d\d)?[\s).]*$`,
  'i',
);

/**
 * True for "Retirement notice: X (March 1)": a headline, a name, a date, and nothing else.
 * @param lead What stands between the word of ending and the name.
 * @param rest What stands behind the name.
 */
export function isDatedHeadline(lead: string, rest: string): boolean {
  return HEADLINE.test(lead) && ONLY_A_DATE.test(rest);
}

import { type EndingRule, rule } from './ending-rule.ts';
import { BE, LTS, LTS_USERS, NOT } from './ending-words.ts';

/** Ways to say that support is limited to one of its lesser kinds. */
export const SUPPORT_RULES: readonly EndingRule[] = [
  rule(
    'lts-only',
    'either',
    String.raw`only ${LTS_USERS} (?:with|on|in|under|that (?:use|have|are on|are in)) (?:the |aks )*${LTS}(?: enabled)? (?:(?:can|may|will|are allowed to|still) )*(?:run|use|keep|stay on|remain on|create)`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`(?:only|exclusively|solely) (?:[\w-]+ ){0,7}?(?:under|in|with|through|via|as|on|for|by|to|into) (?:the |aks |an? )*${LTS}`,
  ),
  rule(
    'lts-only',
    'either',
    String.raw`(?:only|exclusively|solely) (?:the |aks )*${LTS}(?: enabled)? ${LTS_USERS} (?:(?:can|may|will|are allowed to|still) )*(?:run|use|keep|stay on|remain on|create)`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`(?:to|for|by|with|under) (?:the |aks )*${LTS}(?: enabled)? ${LTS_USERS} (?:only|exclusively|alone)`,
  ),
  rule('lts-only', 'before', String.raw`(?:reserved|restricted|limited|confined) (?:to|for) (?:[\w-]+ ){0,5}?${LTS}`),
  rule(
    'lts-only',
    'before',
    String.raw`(?:under|in|with|through|via|as|on|by) (?:the |aks |an? )*${LTS} (?:only|exclusively|alone)`,
  ),
  rule(
    'lts-only',
    'before',
    String.raw`${NOT}${BE} (?:available|offered|supported|usable|used|run) (?:without|outside(?: of)?|unless) (?:[\w-]+ ){0,4}?${LTS}`,
  ),
  rule('lts-only', 'before', String.raw`${LTS}[ -]only`),
  rule(
    'lts-only',
    'before',
    String.raw`(?:requires?|needs) (?:an? |the )?(?:premium (?:tier|sku|plan) (?:with|and|plus) )?${LTS}`,
  ),
  rule('lts-only', 'after', String.raw`needs? (?:an? |the )?${LTS} to (?:stay|remain|run|keep)`),
  rule(
    'lts-only',
    'before',
    String.raw`(?:(?:transition|mov|shift|switch|enter|chang)\w* (?:from (?:[\w-]+ ){1,3}?)?(?:in)?to|enters?) (?:the |aks )*${LTS}`,
  ),
  rule(
    'platform-support',
    'either',
    String.raw`(?:only )?platform[ -]support (?:policy )?(?:applies|only|begins|starts|remains|is (?:\w+ ){0,4}?left)(?: for)?`,
  ),
  rule(
    'platform-support',
    'before',
    String.raw`(?:transition|mov|shift|switch|enter|fall|go|gets?|receiv|offered|under|in|into|covered by|only|limited|drop|left with)\w* (?:back )?(?:in)?(?:to |under |be |have |receive |our |the |only |on |aks |a )*platform[ -]support`,
  ),
];

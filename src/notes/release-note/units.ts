import { is, type Token } from './scan.ts';
import { verbsOf } from './verbs.ts';

/** What stands between two marks, or in brackets. */
export interface Unit {
  readonly tokens: Token[];
  /** Before a colon; in brackets. */
  kind: 'plain' | 'label' | 'aside';
  /** What brackets stand behind. */
  readonly after: Token | null;
}

/** The units of a sentence in reading order, brackets behind the one that they stand in. */
export function unitsOf(tokens: readonly Token[]): Unit[] {
  const units: Unit[] = [];
  let current: Unit = { tokens: [], kind: 'plain', after: null };
  let asides: Unit[] = [];
  let depth = 0;
  const close = (kind: Unit['kind']): void => {
    current.kind = kind;
    if (current.tokens.length > 0) units.push(current);
    units.push(...asides);
    asides = [];
    current = { tokens: [], kind: 'plain', after: null };
  };
  for (const [at, token] of tokens.entries()) {
    if (is(token, 'open')) {
      depth += 1;
      if (depth === 1) asides.push({ tokens: [], kind: 'aside', after: current.tokens.at(-1) ?? null });
    } else if (is(token, 'close')) {
      depth = Math.max(0, depth - 1);
      // "Windows Server 2019 (Docker) images".
      const [only, ...rest] = asides.at(-1)?.tokens ?? [];
      if (only?.mention?.kind === 'feature' && rest.length === 0) current.tokens.push(...(asides.pop()?.tokens ?? []));
      // "Its Kubernetes version (1.29)".
      else if (is(only, 'minor') && rest.length === 0 && is(current.tokens.at(-1), 'version'))
        current.tokens.push(...(asides.pop()?.tokens ?? []));
      // "Azure Kubernetes Service (AKS)".
      else if (only?.text === 'aks' && rest.length === 0) asides.pop();
    } else if (depth > 0) asides.at(-1)?.tokens.push(token);
    else if (is(token, 'semi', 'bar')) close('plain');
    else if (is(token, 'dash') && tokens[at - 1]?.mention && tokens[at + 1]?.date && current.tokens.length > 1)
      continue;
    // "With `osSKU: Windows2019`".
    else if (is(token, 'colon') && /^(?:os ?)?sku$/.test(tokens[at - 1]?.text ?? '') && is(tokens[at + 1], 'windows'))
      continue;
    else if (is(token, 'colon', 'dash') && isField(current.tokens, tokens[at + 1])) continue;
    else if (is(token, 'colon') || (is(token, 'dash') && isLabel(current.tokens))) close('label');
    else current.tokens.push(token);
  }
  close('plain');
  return units.filter((unit) => unit.tokens.length > 0);
}

/** "Support for X: until March 1", "last version: 1.36", "supported until: March 1": as without the colon. */
function isField(tokens: readonly Token[], next: Token | undefined): boolean {
  const isNamed = tokens.some(
    (token) =>
      is(token, 'support', 'lts', 'patch', 'image', 'eol', 'endof', 'retirement', 'removal', 'last') ||
      // Not "Reminder: 1.36 …".
      (is(token, 'deadline') && !is(next, 'minor')),
  );
  if (next?.date && is(tokens.at(-1), 'until')) return true;
  const isNoun = verbsOf(tokens).every(({ isInfinitive }) => isInfinitive);
  return isNamed && (Boolean(next?.date) || is(next, 'until', 'minor')) && isNoun;
}

/** "Windows Server 2022 - …", "March 1 – …". */
function isLabel(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && tokens.length < 9 && verbsOf(tokens).length === 0;
}

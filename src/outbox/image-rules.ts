import type { Finding } from '../domain/finding.ts';

/** Rules whose findings go away by taking the newest image of the pool's OS SKU. */
export const IMAGE_RULES: ReadonlySet<string> = new Set([
  'node-image-behind',
  'node-image-age',
  'node-images-mixed',
  'upgrade-without-effect',
]);

/** Advice that people may well decline: it is shown with what must be done, and nobody is reminded of it alone. */
const OPTIONAL_RULES: ReadonlySet<string> = new Set(['node-os-upgrade-channel', 'recommended-os-sku']);

/** True for findings that a reminder is sent for; what is only good to know stands on the fleet page. */
export function areWorthReminding(findings: readonly Finding[]): boolean {
  return findings.some(({ severity, rule }) => severity !== 'info' && !OPTIONAL_RULES.has(rule));
}

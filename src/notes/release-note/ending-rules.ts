import { MOVE_RULES } from './date-moves.ts';
import type { EndingRule } from './ending-rule.ts';
import { IMAGE_RULES } from './image-endings.ts';
import { SUPPORT_RULES } from './limited-support.ts';
import { POOL_RULES } from './node-pool-endings.ts';
import { RETIREMENT_RULES } from './support-endings.ts';

/** Every way to say that something ends; earlier rules win where two would read the same words. */
export const ENDING_RULES: readonly EndingRule[] = [
  ...IMAGE_RULES,
  ...POOL_RULES,
  ...MOVE_RULES,
  ...SUPPORT_RULES,
  ...RETIREMENT_RULES,
];

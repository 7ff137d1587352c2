import { EIGHTH_BLIND_SET } from './eighth-blind-set.ts';
import { ELEVENTH_BLIND_SET } from './eleventh-blind-set.ts';
import { FIFTEENTH_BLIND_SET } from './fifteenth-blind-set.ts';
import { FIFTH_BLIND_SET } from './fifth-blind-set.ts';
import { FIRST_BLIND_SET } from './first-blind-set.ts';
import { FOURTEENTH_BLIND_SET } from './fourteenth-blind-set.ts';
import { FOURTH_BLIND_SET } from './fourth-blind-set.ts';
import { NINTH_BLIND_SET } from './ninth-blind-set.ts';
import type { NoteCase } from './note-cases.ts';
import { SECOND_BLIND_SET } from './second-blind-set.ts';
import { SEVENTEENTH_BLIND_SET } from './seventeenth-blind-set.ts';
import { SEVENTH_BLIND_SET } from './seventh-blind-set.ts';
import { SIXTEENTH_BLIND_SET } from './sixteenth-blind-set.ts';
import { SIXTH_BLIND_SET } from './sixth-blind-set.ts';
import { TENTH_BLIND_SET } from './tenth-blind-set.ts';
import { THIRD_BLIND_SET } from './third-blind-set.ts';
import { THIRTEENTH_BLIND_SET } from './thirteenth-blind-set.ts';
import { TWELFTH_BLIND_SET } from './twelfth-blind-set.ts';

/** The day of all their notes. */
export const PUBLISHED = '2026-05-29T12:00:00Z';

/** Each set was read blind once (docs/reading-notes.md); `misread` is how much of it still is. */
export const BLIND_SETS: readonly {
  readonly name: string;
  readonly cases: readonly NoteCase[];
  readonly misread: number;
}[] = [
  { name: 'first', cases: FIRST_BLIND_SET, misread: 5 },
  { name: 'second', cases: SECOND_BLIND_SET, misread: 6 },
  { name: 'third', cases: THIRD_BLIND_SET, misread: 2 },
  { name: 'fourth', cases: FOURTH_BLIND_SET, misread: 0 },
  { name: 'fifth', cases: FIFTH_BLIND_SET, misread: 12 },
  { name: 'sixth', cases: SIXTH_BLIND_SET, misread: 10 },
  { name: 'seventh', cases: SEVENTH_BLIND_SET, misread: 9 },
  { name: 'eighth', cases: EIGHTH_BLIND_SET, misread: 7 },
  { name: 'ninth', cases: NINTH_BLIND_SET, misread: 7 },
  { name: 'tenth', cases: TENTH_BLIND_SET, misread: 3 },
  { name: 'eleventh', cases: ELEVENTH_BLIND_SET, misread: 5 },
  { name: 'twelfth', cases: TWELFTH_BLIND_SET, misread: 1 },
  { name: 'thirteenth', cases: THIRTEENTH_BLIND_SET, misread: 3 },
  { name: 'fourteenth', cases: FOURTEENTH_BLIND_SET, misread: 8 },
  { name: 'fifteenth', cases: FIFTEENTH_BLIND_SET, misread: 0 },
  { name: 'sixteenth', cases: SIXTEENTH_BLIND_SET, misread: 4 },
  { name: 'seventeenth', cases: SEVENTEENTH_BLIND_SET, misread: 3 },
];

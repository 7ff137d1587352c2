import { createHash } from 'node:crypto';
import type { FleetPicture } from '../../../domain/fleet-picture.ts';

/** 32 upper-case hexadecimal characters: the same for the same picture, whoever is told. */
export function digestOfPicture({ drawnOn, weeks, dates }: FleetPicture): string {
  return createHash('sha256')
    .update(JSON.stringify([drawnOn, weeks, dates]))
    .digest('hex')
    .slice(0, 32)
    .toUpperCase();
}

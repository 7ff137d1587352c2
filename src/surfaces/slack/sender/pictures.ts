import { createHash } from 'node:crypto';
import type { FleetPicture } from '../../../domain/fleet-picture.ts';
import type { PictureStore } from '../../../domain/inbox.ts';
import type { OutgoingMessage } from '../../../domain/sender.ts';

/** Who draws pictures for messages, and where they are kept. */
export interface Pictures {
  readonly store: PictureStore;
  /** The picture as PNG bytes; `null` when it could not be drawn. Never throws. */
  readonly draw: (picture: FleetPicture) => Promise<Uint8Array | null>;
}

/** 32 upper-case hexadecimal characters: the same for the same picture, whoever is told. */
export function digestOfPicture({ drawnOn, weeks, dates }: FleetPicture): string {
  return createHash('sha256')
    .update(JSON.stringify([drawnOn, weeks, dates]))
    .digest('hex')
    .slice(0, 32)
    .toUpperCase();
}

/** The picture that a message carries; `null` for one without, and where only text is sent. */
export function pictureOf({ content, plainText }: Pick<OutgoingMessage, 'content' | 'plainText'>): FleetPicture | null {
  return !plainText && content.kind === 'upgrade-reminder' ? (content.picture ?? null) : null;
}

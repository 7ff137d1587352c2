import type { FleetPicture } from '../../../domain/fleet-picture.ts';
import type { OutgoingMessage } from '../../../domain/sender.ts';

/** The picture that a message carries; `null` for one without, and where only text is sent. */
export function pictureOf({ content, plainText }: Pick<OutgoingMessage, 'content' | 'plainText'>): FleetPicture | null {
  return !plainText && content.kind === 'upgrade-reminder' ? (content.picture ?? null) : null;
}

import type { FleetPicture } from '../../../domain/fleet-picture.ts';
import type { PictureStore } from '../../../domain/picture-store.ts';

/** Who draws pictures for messages, and where they are kept. */
export interface Pictures {
  readonly store: PictureStore;
  /** The picture as PNG bytes; `null` when it could not be drawn. Never throws. */
  readonly draw: (picture: FleetPicture) => Promise<Uint8Array | null>;
}

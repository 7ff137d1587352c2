import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ImageHold } from '../../domain/image-hold.ts';
import type { AppContext } from '../app-context.ts';
import { describeImage } from '../images/read-catalogue.ts';
import { type RecordedChange, recordChange } from '../record-change.ts';

/** A known bad image, and how it is known. */
export interface HoldRequest {
  readonly version: string;
  readonly reason: string;
  readonly url: string | null;
}

/**
 * Holds a published image: with who and why in the audit log.
 * @throws AppError `invalid_usage` without a reason, `not_found` for an unknown image, `conflict` when it is held already
 */
export function holdImage(context: AppContext, actor: Actor, request: HoldRequest): RecordedChange<ImageHold> {
  const reason = request.reason.trim().slice(0, 500);
  if (reason === '')
    throw new AppError(
      'invalid_usage',
      `Say what is wrong with ${request.version}, for example: nodes do not join, see https://…`,
    );
  return recordChange(context, (writing) => {
    const { store, clock } = writing;
    const { image, hold: known } = describeImage(writing, request.version);
    if (known)
      throw new AppError('conflict', `${image.version} is on hold already: ${known.reason} (${known.actor.name}).`);
    const hold = {
      version: image.version,
      osSku: image.osSku,
      reason,
      url: request.url,
      actor,
      createdAt: clock.now().toISOString(),
    };
    const id = store.imageHolds.add(hold);
    return {
      result: { ...hold, id, endedAt: null },
      entry: {
        actor,
        action: 'hold',
        subject: image.version,
        detail: `Put ${image.version} on hold: ${reason}`,
        undo: [{ kind: 'end-hold', holdId: id }],
      },
    };
  });
}

/** The images on hold, newest hold first. */
export function listHolds({ store }: AppContext): readonly ImageHold[] {
  return store.imageHolds.listOpen();
}

import type { webApi } from '@slack/bolt';
import type { Clock } from '../../../domain/clock.ts';
import type { Pictures } from '../../../domain/inbox.ts';
import type { Logger } from '../../../domain/logger.ts';
import type { FleetPicture } from '../../../domain/pool-week.ts';
import { digestOfPicture } from '../../../messages/picture-words.ts';
import { classifySlackFailure } from './classify-slack-failure.ts';

interface PictureUploadOptions {
  readonly client: webApi.WebClient;
  readonly pictures: Pictures;
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

export interface PictureUploader {
  /** The file that blocks may name; `null` when the message goes without. Never throws, and waits for no rate limit. */
  obtain(picture: FleetPicture): Promise<string | null>;
  /** Slack has it no more, so the next message uploads it anew. */
  forget(picture: FleetPicture): void;
}

const FILE_NAME = 'windows-node-pools.png';
const TITLE = 'Windows node pools over the last twelve months';

/**
 * Uploads to no channel: only a message that names the file shows it, so that a lost answer shows nothing twice.
 * Needs the scope `files:write`; without it messages go without pictures.
 */
export function createPictureUploader(options: PictureUploadOptions): PictureUploader {
  const { client, pictures, logger, clock } = options;

  async function upload(picture: FleetPicture, digest: string): Promise<string | null> {
    const png = await pictures.draw(picture);
    if (!png) return null;
    const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
      filename: FILE_NAME,
      length: png.byteLength,
    });
    if (!isFileId(id) || typeof url !== 'string') throw new UploadFailure('malformed_answer');
    await putBytes(options, url, png);
    await client.files.completeUploadExternal({ files: [{ id, title: TITLE }] });
    pictures.store.saveUpload(digest, id, clock.now().toISOString());
    return id;
  }

  return {
    obtain: async (picture) => {
      const digest = digestOfPicture(picture);
      const kept = pictures.store.find(digest)?.uploadedFile ?? null;
      if (kept !== null) return kept;
      try {
        return await upload(picture, digest);
      } catch (error) {
        logger.warn('A message goes without its picture', { reason: reasonOf(error) });
        return null;
      }
    },
    forget: (picture) => pictures.store.forget(digestOfPicture(picture)),
  };
}

/** True for Slack's ID of an uploaded file, `F…`. */
function isFileId(id: unknown): id is string {
  return typeof id === 'string' && /^F[A-Z0-9]{2,64}$/.test(id);
}

/** What went wrong beside the Web API; its reason is a code of ours. */
class UploadFailure extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof UploadFailure) return error.message;
  const failure = classifySlackFailure(error);
  return 'reason' in failure ? failure.reason : failure.kind;
}

/** The address is Slack's answer: it is used once, never logged, and not followed elsewhere. */
async function putBytes({ fetch, timeoutMs }: PictureUploadOptions, url: string, png: Uint8Array): Promise<void> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UploadFailure('malformed_answer');
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(png),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new UploadFailure(`upload_http_${response.status}`);
}

import type { Refusal } from './fake-slack-rules.ts';

/** A file as the fake keeps it. */
export interface FakeSlackFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  /** What was uploaded, a character a byte; `null` until then. */
  bytes: string | null;
  /** Set once `files.completeUploadExternal` was called: blocks may name it from then on. */
  isComplete: boolean;
  /** How often blocks that name it were refused so far. */
  refusals: number;
}

type Args = Readonly<Record<string, string>>;

/** Path below which bytes are uploaded, without the API's prefix. */
const UPLOADS = '/upload/';

/** The part of the fake Slack that takes files: upload in three steps, then blocks that name the file. */
export interface FakeSlackFiles {
  readonly list: FakeSlackFile[];
  /** Takes uploaded bytes; `null` when the path is no upload, else the status to answer with. */
  receive(path: string, bytes: Buffer): number | null;
  /** An answer for a method of files; `null` for any other method. */
  call(method: string, args: Args): object | null;
  /** Why Slack would refuse blocks because of the files they name. */
  refusalOf(blocks: readonly unknown[]): Refusal | null;
}

/** @param refusals how often blocks that name a complete file are refused before Slack has looked at it */
export function createFakeSlackFiles(options: {
  readonly origin: () => string;
  readonly hasScope: () => boolean;
  readonly refusals: number;
}): FakeSlackFiles {
  const list: FakeSlackFile[] = [];
  const find = (id: unknown) => list.find((file) => file.id === id);
  return {
    list,
    receive: (path, bytes) => {
      if (!path.startsWith(UPLOADS)) return null;
      const file = find(path.slice(UPLOADS.length));
      if (!file || file.length !== bytes.length) return 400;
      file.bytes = bytes.toString('latin1');
      return 200;
    },
    call: (method, args) => {
      if (!method.startsWith('files.')) return null;
      if (!options.hasScope()) return { ok: false, error: 'missing_scope', needed: 'files:write' };
      if (method === 'files.getUploadURLExternal') return begin(list, options.origin(), args);
      if (method === 'files.completeUploadExternal') return complete(find, args);
      return null;
    },
    refusalOf: (blocks) => {
      for (const [index, block] of blocks.entries()) {
        const named = (block as { slack_file?: { id?: unknown } }).slack_file;
        const file = find(named?.id);
        if (named === undefined || (file?.isComplete && file.refusals >= options.refusals)) continue;
        if (file) file.refusals += 1;
        const problem = `[ERROR] invalid slack file [json-pointer:/blocks/${index}/slack_file]`;
        return { error: 'invalid_blocks', messages: [problem] };
      }
      return null;
    },
  };
}

function begin(list: FakeSlackFile[], origin: string, { filename = '', length = '' }: Args): object {
  if (!filename || !/^[1-9]\d*$/.test(length)) return { ok: false, error: 'invalid_arguments' };
  const id = `F0FAKE${list.length + 1}`;
  list.push({ id, name: filename, length: Number(length), bytes: null, isComplete: false, refusals: 0 });
  return { ok: true, upload_url: `${origin}${UPLOADS}${id}`, file_id: id };
}

function complete(find: (id: unknown) => FakeSlackFile | undefined, args: Args): object {
  const [named] = JSON.parse(args['files'] ?? '[]') as { id?: string; title?: string }[];
  const file = find(named?.id);
  if (!file?.bytes) return { ok: false, error: 'file_not_found' };
  file.isComplete = true;
  return { ok: true, files: [{ id: file.id, title: named?.title ?? '' }] };
}

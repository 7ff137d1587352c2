import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptPicture, PictureStore, Pictures } from '../../../../src/domain/inbox.ts';
import type { OutgoingMessage } from '../../../../src/domain/sender.ts';
import { createSlackSender } from '../../../../src/surfaces/slack/sender/create-slack-sender.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../../support/fake-slack.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { picture, upgradeReminder } from '../sample-contents.ts';
import { createRecordingLogger } from './recording-logger.ts';

const logger = createRecordingLogger();
const PNG = Buffer.from('a picture as bytes');
let slack: FakeSlack;
let store: PictureStore;
let waits: number[];
let drawn: number;

async function open(options: FakeSlackOptions = {}, pictures: Partial<Pictures> = {}) {
  slack = await startFakeSlack({ paceMs: 0, ...options });
  store = openTestStore().pictures;
  const draw = async () => {
    drawn += 1;
    return PNG;
  };
  return createSlackSender({
    token: slack.token,
    apiUrl: slack.apiUrl,
    logger,
    clock: { now: () => new Date('2026-07-20T09:00:00Z') },
    sleep: async (ms) => void waits.push(ms),
    timeoutMs: 10_000,
    pictures: { store, draw, ...pictures },
  });
}

function reminder(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const content = upgradeReminder(3, { picture: picture() });
  return { channel: 'C0NEWS', key: 'reminder/2026-07', content, plainText: false, ...changes };
}

const imagesOf = (channel: string) =>
  slack
    .messages(channel)
    .flatMap(({ blocks }) => blocks.filter((block) => (block as { type: string }).type === 'image'));
const calls = (method: string) => slack.requests.filter((request) => request.method === method).length;

beforeEach(() => {
  logger.lines.length = 0;
  waits = [];
  drawn = 0;
});
afterEach(() => slack.close());

describe('the picture of a reminder', () => {
  it('is uploaded to no channel and named by the message, with the same in words', async () => {
    const sender = await open();
    expect(await sender.post(reminder())).toMatchObject({ kind: 'delivered' });
    expect(slack.files).toMatchObject([{ id: 'F0FAKE1', bytes: PNG.toString('latin1'), isComplete: true }]);
    expect(slack.requests.find(({ method }) => method === 'files.completeUploadExternal')?.args).not.toHaveProperty(
      'channel_id',
    );
    const [image] = imagesOf('C0NEWS') as { slack_file: object; alt_text: string }[];
    expect(image?.slack_file).toEqual({ id: 'F0FAKE1' });
    expect(image?.alt_text).toContain('29 Jun 2026: 80 % current, 10 % behind, 10 % unsupported');
    expect(slack.messages('C0NEWS')[0]?.text).toContain(
      'Up to date: 0 of 10 Windows node pools in Jul 2025, 8 of 10 a month ago and 8 of 10 now.',
    );
  });

  it('is drawn and uploaded once for all channels and for every update of the card', async () => {
    const sender = await open();
    const first = await sender.post(reminder());
    await sender.post(reminder({ channel: 'C0TEAM' }));
    await sender.update(reminder(), first.kind === 'delivered' ? first.ts : '');
    expect([drawn, calls('files.getUploadURLExternal')]).toEqual([1, 1]);
    expect(imagesOf('C0NEWS')).toHaveLength(1);
    expect(imagesOf('C0TEAM')).toHaveLength(1);
  });

  it('waits a moment where Slack has not looked at the file yet, and posts once', async () => {
    const sender = await open({ fileRefusals: 2 });
    expect(await sender.post(reminder())).toMatchObject({ kind: 'delivered' });
    expect(waits).toEqual([1020, 2000]);
    expect(imagesOf('C0NEWS')).toHaveLength(1);
    expect(slack.messages('C0NEWS')).toHaveLength(1);
  });

  it('is left out where Slack goes on refusing it, and uploaded anew next time', async () => {
    const sender = await open({ fileRefusals: 9 });
    expect(await sender.post(reminder())).toMatchObject({ kind: 'delivered' });
    expect(imagesOf('C0NEWS')).toEqual([]);
    expect(slack.messages('C0NEWS')[0]?.text).toContain('Up to date: 0 of 10');
    await sender.post(reminder({ channel: 'C0TEAM' }));
    expect(slack.files).toHaveLength(2);
  });

  it('survives a table that the workspace does not know', async () => {
    const sender = await open({ refusedBlockTypes: ['data_table'] });
    const content = upgradeReminder(12, { picture: picture() });
    expect(await sender.post(reminder({ content }))).toMatchObject({ kind: 'delivered' });
    expect(imagesOf('C0NEWS')).toHaveLength(1);
  });

  it('is not drawn for a message that is sent as text only', async () => {
    const sender = await open();
    await sender.post(reminder({ plainText: true }));
    expect([drawn, calls('files.getUploadURLExternal')]).toEqual([0, 0]);
  });
});

describe('a reminder goes out without its picture, once, when', () => {
  const lost = { kind: 'lost-answer' } as const;
  it.each<[string, FakeSlackOptions, Partial<Pictures>, (() => void)?]>([
    ['the scope files:write is missing', { scopes: ['chat:write'] }, {}],
    [
      'the upload is rate-limited',
      {},
      {},
      () => slack.failNext({ kind: 'rate-limited', retryAfter: '7' }, 'files.getUploadURLExternal'),
    ],
    ['it cannot be drawn', {}, { draw: async () => null }],
    ['the answer to the first step is lost', {}, {}, () => slack.failNext(lost, 'files.getUploadURLExternal')],
    ['the answer to the last step is lost', {}, {}, () => slack.failNext(lost, 'files.completeUploadExternal')],
    ['a proxy answers', {}, {}, () => slack.failNext({ kind: 'html' }, 'files.getUploadURLExternal')],
    [
      'Slack names no address',
      {},
      {},
      () => slack.failNext({ kind: 'body', body: '{"ok":true,"file_id":"F0X"}' }, 'files.getUploadURLExternal'),
    ],
    [
      'the address is none of the web',
      {},
      {},
      () =>
        slack.failNext(
          { kind: 'body', body: '{"ok":true,"file_id":"F0X","upload_url":"file:///etc/passwd"}' },
          'files.getUploadURLExternal',
        ),
    ],
    [
      'the file ID is none',
      {},
      {},
      () =>
        slack.failNext(
          { kind: 'body', body: '{"ok":true,"file_id":"<!channel>","upload_url":"http://127.0.0.1:1/"}' },
          'files.getUploadURLExternal',
        ),
    ],
    [
      'nothing takes the bytes',
      {},
      {},
      () =>
        slack.failNext(
          { kind: 'body', body: '{"ok":true,"file_id":"F0X","upload_url":"http://127.0.0.1:1/"}' },
          'files.getUploadURLExternal',
        ),
    ],
  ])('%s', async (_title, options, pictures, break_) => {
    const sender = await open(options, pictures);
    break_?.();
    expect(await sender.post(reminder())).toMatchObject({ kind: 'delivered' });
    expect(slack.messages('C0NEWS')).toHaveLength(1);
    expect(imagesOf('C0NEWS')).toEqual([]);
    expect(slack.messages('C0NEWS')[0]?.text).toContain('Up to date: 0 of 10');
    expect(logger.lines.join('\n')).not.toMatch(/xoxb|\/upload\//);
  });
});

it('keeps what is known of a picture, and forgets it', () => {
  const kept = openTestStore().pictures;
  kept.saveUpload('D1', 'F01', '2026-07-20T09:00:00Z');
  kept.savePng('D1', PNG, '2026-07-20T09:00:00Z');
  expect(kept.find('D1')).toEqual({ png: PNG, uploadedFile: 'F01' } satisfies KeptPicture);
  kept.forget('D1');
  expect(kept.find('D1')).toBeNull();
});

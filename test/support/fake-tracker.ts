import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Component -> region -> images, newest first, as `version@instant of arrival` or a bare version without one. */
export type TrackerImages = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A document in the shape of the AKS release tracker, pretty printed, with other sections around the Windows one. */
export function createTrackerJson(
  images: TrackerImages,
  changes: Readonly<Record<string, unknown>> = {},
  writtenAt = '2099-01-01T00:23:52.755928676Z',
): string {
  const components = Object.entries(images).map(([name, regions]) => [name, createComponent(name, regions)]);
  const sections = {
    ACLImage: {
      SectionName: 'ACLImage',
      Components: { WindowsImage: { note: 'no section, in spite of its name: {"' } },
    },
    WindowsImage: { SectionName: 'WindowsImage', Components: Object.fromEntries(components), ...changes },
    UbuntuImage: { SectionName: 'UbuntuImage', Components: {} },
  };
  return JSON.stringify({ LastUpdateTime: writtenAt, Sections: sections }, null, 4);
}

function createComponent(name: string, regions: TrackerImages[string]): object {
  const all = Object.entries(regions ?? {}).map(([region, [current, ...recent]]) => ({
    RegionName: region,
    Current: createImage(current ?? ''),
    Recent: recent.map(createImage),
    InProgress: false,
    BatchIndex: 6,
  }));
  return {
    ComponentName: name,
    RegionalStatuses: { Africa: all.slice(0, 1), US: all.slice(1) },
    ByRegion: [],
    ByVersion: [],
  };
}

function createImage(text: string): object {
  const [Version, ReleaseDate] = text.split('@');
  const ReleaseNote = `https://example.com/notes/${Version}.txt`;
  return { Version, DeprecatedVersion: '', ReleaseNote, ...(ReleaseDate ? { ReleaseDate } : {}) };
}

/** A server that answers as it is told. */
export interface FakeTracker {
  /** For RELEASE_TRACKER_URL. */
  readonly url: string;
  readonly requests: IncomingMessage[];
  /** How it answers from now on. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  close(): Promise<void>;
}

/** Starts one that answers with `body`, and with 304 to whoever has it. */
export async function startFakeTracker(body: string): Promise<FakeTracker> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    tracker.answer(response, request);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const tracker: FakeTracker = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/parsed_data.json`,
    requests,
    answer: answerWith(body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return tracker;
}

/** The body under an ETag of its own. */
export function answerWith(body: string, headers: Record<string, string> = {}): FakeTracker['answer'] {
  const etag = `"${randomUUID()}"`;
  return (response, request) => {
    const isKnown = request.headers['if-none-match'] === etag;
    response.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/json', etag, ...headers });
    response.end(isKnown ? undefined : body);
  };
}

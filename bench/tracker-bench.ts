import { createReleaseTrackerSource } from '../src/sources/release-tracker/release-tracker-kit.ts';

/** What reading the release tracker costs. */
export interface TrackerBenchResult {
  /** Size of the document, which is made as it is read. */
  readonly megabytes: number;
  /** From the request to the document, in milliseconds of processor time. */
  readonly ms: number;
  /** How much the peak memory of this process grew. */
  readonly rssMb: number;
  /** Size of what is kept of it. */
  readonly bodyKb: number;
}

const MEGABYTES = 20;
const CHUNK = 64 * 1024;
const REGIONS = 77;
const COMPONENTS = [
  'Windows Server 2019',
  'Windows Server 2022',
  'Windows Server 2022 Gen2',
  'Windows Server 2023H2 Gen2',
];
const NOTES =
  'https://raw.githubusercontent.com/Azure/AgentBaker/master/vhdbuilder/release-notes/AKSWindows/2022-containerd-gen2';

function createImage(build: number, month: number): object {
  const version = `20348.${build}.26${String(month).padStart(2, '0')}15`;
  const ReleaseDate = `2026-${String(month).padStart(2, '0')}-28T07:32:27Z`;
  return { Version: version, DeprecatedVersion: '', ReleaseNote: `${NOTES}/${version}.txt`, ReleaseDate };
}

/** A component with what every region has, as large as a real one. */
function createComponent(name: string): object {
  const regions = Array.from({ length: REGIONS }, (_, index) => ({
    RegionName: `Some Region ${index}`,
    Current: createImage(5_386, 7),
    Recent: [createImage(5_256, 6), createImage(5_139, 5), createImage(5_020, 4)],
    InProgress: false,
    BatchIndex: 5,
  }));
  return { ComponentName: name, RegionalStatuses: { US: regions }, ByRegion: [], ByVersion: [] };
}

/** The document in pieces, with the Windows section at its very end, where it costs most to find. */
function* createDocument(): Generator<Uint8Array<ArrayBuffer>> {
  const other = Buffer.from(`"Other": ${JSON.stringify(createComponent('Other'), null, 4)},`);
  const windows = Object.fromEntries(COMPONENTS.map((name) => [name, createComponent(name)]));
  yield Buffer.from('{"LastUpdateTime": "2026-08-13T00:23:52Z", "Sections": {');
  for (let bytes = 0; bytes < MEGABYTES * 1024 ** 2; bytes += other.length) yield* cut(other);
  yield* cut(Buffer.from(`"WindowsImage": ${JSON.stringify({ Components: windows }, null, 4)}}}`));
}

function* cut(bytes: Buffer<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Reads a generated tracker of 20 MB once, cold. */
export async function benchTracker(): Promise<TrackerBenchResult> {
  let bytes = 0;
  const chunks = createDocument();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const { value, done } = chunks.next();
      if (done) return controller.close();
      bytes += value.length;
      controller.enqueue(value);
    },
  });
  const source = createReleaseTrackerSource({ url: 'http://tracker.example/', fetch: async () => new Response(body) });
  const peak = process.resourceUsage().maxRSS;
  const start = process.cpuUsage();
  const { documents } = await source.poll({}, new Map());
  const { user, system } = process.cpuUsage(start);
  return {
    megabytes: bytes / 1024 ** 2,
    ms: (user + system) / 1_000,
    rssMb: (process.resourceUsage().maxRSS - peak) / 1024,
    bodyKb: (documents[0]?.body.length ?? 0) / 1024,
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AzureConnection } from '../../src/inventory/azure/azure-sdk.ts';

/** An answer that is given instead of the usual one. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that reached the stand-in. */
interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown> | null;
}

/** A local stand-in for management.azure.com: Resource Graph with paging, and upgrade profiles of node pools. */
export interface FakeAzure {
  readonly requests: SeenRequest[];
  /** Rows that Resource Graph has, and how many it puts on a page. */
  rows: unknown[];
  pageSize: number;
  /** `cluster/pool` -> newest image offered. */
  readonly offers: Map<string, string>;
  /** The next answers, first come first served, before the usual ones. */
  readonly next: FakeAnswer[];
  /** Answers a request instead of the stand-in; `null` leaves it to the stand-in. */
  intercept: (request: SeenRequest) => FakeAnswer | null;
  /** What discovery connects with: the real SDK, whose requests go to this server with their token. */
  readonly connection: AzureConnection;
  close(): Promise<void>;
}

/** Azure's error body. */
export function azureError(status: number, code: string, headers: Record<string, string> = {}): FakeAnswer {
  return { status, body: { error: { code, message: `${code} from the stand-in` } }, headers };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as Record<string, unknown>);
}

function answerQuery(azure: FakeAzure, body: Record<string, unknown> | null): FakeAnswer {
  const query = String(body?.['query'] ?? '');
  if (!/^resources\b/.test(query) || !query.includes('microsoft.containerservice/managedclusters')) {
    return azureError(400, 'InvalidQuery');
  }
  const options = (body?.['options'] ?? {}) as Record<string, unknown>;
  // The SDK's own names are the wire's `$skipToken` and `$top`: a misspelt option would never page.
  const from = Number(options['$skipToken'] ?? 0);
  const data = azure.rows.slice(from, from + azure.pageSize).map((row) => project(row, query));
  const next = from + azure.pageSize;
  const more = next < azure.rows.length ? { $skipToken: String(next) } : {};
  const page = {
    totalRecords: azure.rows.length,
    count: data.length,
    data,
    facets: [],
    resultTruncated: 'false',
    ...more,
  };
  return {
    status: 200,
    body: page,
    headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
  };
}

/** Of a row what the query names. */
function project(row: unknown, query: string): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const named = (key: string) => new RegExp(`[\\s,]${key}( =|,)`).test(query);
  return Object.fromEntries(Object.entries(row).filter(([key]) => named(key)));
}

const PROFILE = /\/managedClusters\/([^/]+)\/agentPools\/([^/]+)\/upgradeProfiles\/default/i;

function answerProfile(azure: FakeAzure, path: string): FakeAnswer {
  const [, cluster = '', pool = ''] = PROFILE.exec(path) ?? [];
  const latestNodeImageVersion = azure.offers.get(`${decodeURIComponent(cluster)}/${pool}`);
  if (!latestNodeImageVersion) return azureError(404, 'ResourceNotFound');
  const properties = { kubernetesVersion: '1.34.7', osType: 'Windows', latestNodeImageVersion };
  return { status: 200, body: { id: path.split('?')[0], name: 'default', properties } };
}

function answer(azure: FakeAzure, seen: SeenRequest): FakeAnswer {
  const planned = azure.next.shift() ?? azure.intercept(seen);
  if (planned) return planned;
  if (!seen.authorization?.startsWith('Bearer ')) return azureError(401, 'AuthenticationFailed');
  if (seen.path.startsWith('/providers/Microsoft.ResourceGraph/resources?')) return answerQuery(azure, seen.body);
  return PROFILE.test(seen.path) ? answerProfile(azure, seen.path) : azureError(404, 'ResourceNotFound');
}

async function handle(azure: FakeAzure, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const { authorization } = request.headers;
  const seen = { method: request.method ?? '', path: request.url ?? '', authorization, body };
  azure.requests.push(seen);
  const { status, headers, body: content } = answer(azure, seen);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** The SDK sends no token over plain HTTP unless the client rewrites the address underneath it (tried: nothing else works). */
async function createRewritingClient(base: string): Promise<NonNullable<AzureConnection['httpClient']>> {
  const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
  const real = createDefaultHttpClient();
  return {
    sendRequest(request) {
      request.url = request.url.replace(/^https:\/\/management\.[^/]+/, base);
      request.allowInsecureConnection = true;
      return real.sendRequest(request);
    },
  };
}

/** Starts the stand-in on a free port of the loopback interface. */
export async function startFakeAzure(): Promise<FakeAzure> {
  const server = createServer((request, response) => void handle(azure, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const azure: FakeAzure = {
    requests: [],
    rows: [],
    pageSize: 2,
    offers: new Map(),
    next: [],
    intercept: () => null,
    connection: {
      managementUrl: 'https://management.azure.com',
      credential: { getToken: async () => ({ token: 'test-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
      httpClient: await createRewritingClient(`http://127.0.0.1:${port}`),
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return azure;
}

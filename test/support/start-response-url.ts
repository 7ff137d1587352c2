import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where answers to a `response_url` arrive. */
export interface ResponseUrl {
  readonly url: string;
  /** Everything that arrived, oldest first. */
  readonly answers: Record<string, unknown>[];
  /** An address of its own, for one request: what arrives there is not mixed with late answers to others. */
  fresh(): { readonly url: string; readonly answers: Record<string, unknown>[] };
  close(): Promise<void>;
}

/** A server that takes what is posted to it as Slack's `response_url` does; `status` 404 stands for an expired one. */
export async function startResponseUrl(status = 200): Promise<ResponseUrl> {
  const answers: Record<string, unknown>[] = [];
  const byPath = new Map<string, Record<string, unknown>[]>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    answers.push(answer);
    byPath.get(request.url ?? '')?.push(answer);
    response.writeHead(status).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/response`,
    answers,
    fresh: () => {
      const path = `/response/${byPath.size + 1}`;
      const own: Record<string, unknown>[] = [];
      byPath.set(path, own);
      return { url: `${origin}${path}`, answers: own };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

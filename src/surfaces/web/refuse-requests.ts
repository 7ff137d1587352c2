import type { RequestHandler } from 'express';

/** Slack's requests stay far below; its listener has a limit of its own for bodies that do not tell their length. */
const LARGEST_SLACK_BODY = 1_048_576;

/** Refuses what no page takes: other methods than reading (405), and bodies (413), which are not read at all. */
export const refuseOtherThanReading: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response
      .set({ Allow: 'GET, HEAD', Connection: 'close' })
      .status(405)
      .type('text')
      .send('Only GET is answered here.\n');
  } else if (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0) {
    response.set('Connection', 'close').status(413).type('text').send('No body is taken here.\n');
  } else next();
};

/** Refuses a body that says it is larger than anything Slack sends, before a byte of it is read. */
export const refuseLargeBody: RequestHandler = (request, response, next) => {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_SLACK_BODY) {
    response.set('Connection', 'close').status(413).type('text').send('The body is too large.\n');
  } else next();
};

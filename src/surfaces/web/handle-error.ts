import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { AppError, type AppErrorCode } from '../../domain/app-error.ts';
import type { Logger } from '../../domain/logger.ts';
import { redactSecrets } from '../../domain/redact-secrets.ts';

const STATUS_OF_CODE: Partial<Record<AppErrorCode, number>> = {
  not_found: 404,
  invalid_input: 400,
  invalid_usage: 400,
  storage: 503,
  unavailable: 503,
};

/** Draws a page that says one thing. */
export type SendMessage = (response: Response, status: number, sentence: string) => void;

/** Answers what was thrown: an AppError with its sentence, anything else with a reference that is in the log. No stack. */
export function createErrorHandler(logger: Logger, send: SendMessage): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      logger.error('A web request failed half-way', { path: request.path, error });
      response.destroy();
    } else if (error instanceof AppError) {
      logger.warn('A web request was refused', { path: request.path, code: error.code, reason: error.message });
      send(response, STATUS_OF_CODE[error.code] ?? 500, redactSecrets(error.message));
    } else {
      const reference = randomUUID().slice(0, 8);
      logger.error('A web request failed', { reference, path: request.path, error });
      send(response, 500, `Something went wrong here. The log says more under the reference ${reference}.`);
    }
  };
}

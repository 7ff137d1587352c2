import type { Health } from '../../app/operations/read-health.ts';
import { readHealth } from '../../app/operations/read-health.ts';
import { AppError } from '../../domain/app-error.ts';
import { redactSecrets } from '../../domain/redact-secrets.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** Whether vhdwatch does its work, with reasons that may be shown to anyone. Never throws. */
export function checkReadiness({ context, findSlackProblem, isSocketConnected }: WebDependencies): Health {
  const { problems, warnings } = askDatabase(context);
  const slack = findSlackProblem?.() ?? null;
  const all =
    slack === null ? problems : [...problems, `Slack refuses our credential (${slack}): check SLACK_BOT_TOKEN`];
  // It comes back by itself; until then commands and buttons are deaf, and messages still go out.
  const socket = isSocketConnected?.() === false ? ['the socket to Slack is closed: commands and buttons wait'] : [];
  const redact = (texts: readonly string[]) => texts.map((text) => redactSecrets(text));
  return { problems: redact(all), warnings: redact([...warnings, ...socket]) };
}

function askDatabase(context: WebDependencies['context']): Health {
  try {
    return readHealth(context);
  } catch (error) {
    context.logger.error('The database does not answer', { error });
    const reason = error instanceof AppError ? error.message : 'the log says why';
    return { problems: [`the database does not answer: ${reason}`], warnings: [] };
  }
}

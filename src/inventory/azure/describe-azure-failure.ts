import { AppError, type AppErrorCode } from '../../domain/app-error.ts';

/** What the SDK throws, as far as it is used. */
interface AzureFailure {
  readonly name: string;
  readonly statusCode: number | null;
  /** Azure's word (`AuthorizationFailed`) or the system's (`ECONNREFUSED`). */
  readonly code: string;
}

function readFailure(error: unknown): AzureFailure {
  const { name, statusCode, code } = error as { name?: unknown; statusCode?: unknown; code?: unknown };
  return {
    name: typeof name === 'string' ? name : '',
    statusCode: typeof statusCode === 'number' ? statusCode : null,
    code: typeof code === 'string' ? code.slice(0, 80) : '',
  };
}

const NO_IDENTITY =
  'no Azure identity was found. Assign a managed identity, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET ' +
  '(on AKS: the workload identity label and service account), or sign in with az login; or turn discovery off';
const BAD_IDENTITY =
  'Azure refused the identity. Check AZURE_TENANT_ID, AZURE_CLIENT_ID and its secret, certificate or federated credential';
const NO_ROLE =
  'the identity may not read it. Give the identity of AZURE_CLIENT_ID the role Reader on the subscription';
const EXPIRED =
  "Azure refused the access token. Check the machine's clock and that the identity of AZURE_CLIENT_ID still exists, or run az login again";

/** Says what went wrong and what to do; `null` where the answer is an ordinary HTTP failure. */
function explain({ name, statusCode, code }: AzureFailure): readonly [AppErrorCode, string] {
  if (/^(AggregateAuthenticationError|CredentialUnavailableError|ChainedTokenCredential)/.test(name)) {
    return ['invalid_config', NO_IDENTITY];
  }
  if (/^Authentication/.test(name)) return ['invalid_config', BAD_IDENTITY];
  if (name === 'AbortError' || name === 'TimeoutError') return ['unavailable', 'Azure did not answer in time'];
  if (statusCode === 401) return ['unavailable', EXPIRED];
  if (statusCode === 403) return ['unavailable', NO_ROLE];
  if (statusCode === 429) return ['rate_limited', 'Azure asks to slow down; the next run tries again'];
  if (statusCode === 404) return ['not_found', 'it is no longer there'];
  if (code === 'PARSE_ERROR' || name === 'SyntaxError')
    return ['unavailable', 'the answer was no JSON; is a proxy in between?'];
  if (statusCode !== null && statusCode >= 400) return ['unavailable', `Azure answered ${statusCode}`];
  return ['unavailable', 'Azure could not be reached or gave no usable answer; check the network and HTTPS_PROXY'];
}

/** Any failure of the SDK as a sentence to act on; `task` says what was being done. Azure's own texts stay in `cause`. */
export function toAzureError(error: unknown, task: string): AppError {
  if (error instanceof AppError) return error;
  const failure = readFailure(error ?? {});
  const [code, reason] = explain(failure);
  const detail = failure.code ? ` (${failure.code})` : '';
  return new AppError(code, `${task}: ${reason}${detail}.`, { cause: error });
}

/** Whether asking for other resources of the same subscription would fail in the same way. */
export function isSubscriptionWide(error: unknown): boolean {
  const { statusCode } = readFailure(error ?? {});
  return statusCode === 401 || statusCode === 403 || statusCode === 429;
}

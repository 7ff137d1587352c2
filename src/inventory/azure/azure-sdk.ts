import type { ContainerServiceClient, ContainerServiceClientOptionalParams } from '@azure/arm-containerservice';
import type { ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { TokenCredential } from '@azure/identity';
import { AppError, type AppErrorCode } from '../../domain/app-error.ts';

export interface AzureConnection {
  /** Without one: managed identity, workload identity, `AZURE_…` environment or `az login`, whichever is there. */
  readonly credential?: TokenCredential;
  /** Sends the requests; tests put a local server in Azure's place. */
  readonly httpClient?: NonNullable<ContainerServiceClientOptionalParams['httpClient']>;
  /** Where the cloud is asked, `https://management.azure.com`. */
  readonly managementUrl: string;
  /** How often a throttled or failed request is repeated before it counts as failed. */
  readonly maxRetries?: number;
}

export interface AzureClients {
  readonly graph: ResourceGraphClient;
  containerService(subscriptionId: string): ContainerServiceClient;
}

/** The SDK takes most of a second to load, so that it is loaded only where discovery is on. */
async function importSdk() {
  try {
    const [identity, graph, containerService] = await Promise.all([
      import('@azure/identity'),
      import('@azure/arm-resourcegraph'),
      import('@azure/arm-containerservice'),
    ]);
    return { ...identity, ...graph, ...containerService };
  } catch (cause) {
    const message =
      'Discovery from Azure needs the packages @azure/*, which could not be loaded. Install again: npm ci';
    throw new AppError('invalid_config', message, { cause });
  }
}

/** Loads the SDK and makes its clients. Throws AppError `invalid_config` when it is not installed. */
export async function createAzureClients(connection: AzureConnection): Promise<AzureClients> {
  const sdk = await importSdk();
  const endpoint = connection.managementUrl;
  const options = {
    endpoint,
    // The SDK's own default stays the public cloud's scope whatever the endpoint is.
    credentials: { scopes: [`${endpoint}/.default`] },
    retryOptions: { maxRetries: connection.maxRetries ?? 3, maxRetryDelayInMs: 30_000 },
    ...(connection.httpClient ? { httpClient: connection.httpClient } : {}),
  };
  const credential = connection.credential ?? new sdk.DefaultAzureCredential();
  return {
    graph: new sdk.ResourceGraphClient(credential, options),
    containerService: (subscriptionId) => new sdk.ContainerServiceClient(credential, subscriptionId, options),
  };
}

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
  // Azure says so to whom it is closed as well.
  if (statusCode === 403 || code === 'SubscriptionNotFound') return ['unavailable', NO_ROLE];
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

/** Whether Azure says that a resource, or its group, does not exist. */
export function isNotThere(error: unknown): boolean {
  const { statusCode, code } = readFailure(error ?? {});
  return statusCode === 404 && (code === 'ResourceNotFound' || code === 'ResourceGroupNotFound');
}

/**
 * Whether asking for other resources of the same subscription would fail in the same way; a right may be that of one
 * group.
 */
export function isSubscriptionWide(error: unknown): boolean {
  const { statusCode, code } = readFailure(error ?? {});
  return statusCode === 401 || statusCode === 429 || code === 'SubscriptionNotFound';
}

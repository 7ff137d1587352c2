import type { ContainerServiceClient, ContainerServiceClientOptionalParams } from '@azure/arm-containerservice';
import type { ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { TokenCredential } from '@azure/identity';
import { AppError } from '../../domain/app-error.ts';

/** Azure's clouds; each has its own management endpoint. */
export type AzureCloud = 'public' | 'china' | 'us-government';

/** What the clients of the SDK are made with. */
export interface AzureConnection {
  /** Without one: managed identity, workload identity, `AZURE_…` environment or `az login`, whichever is there. */
  readonly credential?: TokenCredential;
  /** Sends the requests; tests put a local server in Azure's place. */
  readonly httpClient?: NonNullable<ContainerServiceClientOptionalParams['httpClient']>;
  readonly cloud?: AzureCloud;
  /** How often a throttled or failed request is repeated before it counts as failed. */
  readonly maxRetries?: number;
}

/** The two clients that discovery uses. */
export interface AzureClients {
  readonly graph: ResourceGraphClient;
  /** One client for each subscription. */
  containerService(subscriptionId: string): ContainerServiceClient;
}

const ENDPOINTS: Readonly<Record<AzureCloud, string>> = {
  public: 'https://management.azure.com',
  china: 'https://management.chinacloudapi.cn',
  'us-government': 'https://management.usgovcloudapi.net',
};

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
  const endpoint = ENDPOINTS[connection.cloud ?? 'public'];
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

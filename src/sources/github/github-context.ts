/** What a sentence about a failure may name. The token is only here to be kept out of it. */
export interface GitHubContext {
  readonly apiUrl: string;
  readonly token: string | null;
  readonly timeoutMs: number;
  /** What was asked for: `/repos/Azure/AKS/releases`. */
  readonly path?: string;
}

/** The API's address for people: without path, and without a user name or password. */
export function originOf({ apiUrl }: GitHubContext): string {
  return URL.canParse(apiUrl) ? new URL(apiUrl).origin : 'no valid address';
}

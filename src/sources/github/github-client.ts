/** One GET below the API's URL. */
export interface GitHubRequest {
  /** `/repos/Azure/AKS/releases`; segments that come from outside are percent-encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Validator of the answer that is kept already; makes the request conditional. */
  readonly etag?: string | undefined;
}

/** What GitHub answered. */
export interface GitHubAnswer<T> {
  /** HTTP requests it took, with the repeated ones. */
  readonly requests: number;
  /** `null` when nothing changed since `etag` (304). */
  readonly data: T | null;
  readonly etag: string | null;
  /** Query of the next page of a list, from the `Link` header; `null` on the last page. */
  readonly nextQuery: Readonly<Record<string, string>> | null;
  /** Requests left in this rate-limit window, `null` where the server does not say. */
  readonly remaining: number | null;
}

/** Reads from GitHub's REST API. Every method throws an AppError (`unavailable`, `rate_limited`) that says what to do. */
export interface GitHubClient {
  /** The decoded JSON, not validated; an answer that is not JSON is an error. */
  fetchJson(request: GitHubRequest): Promise<GitHubAnswer<unknown>>;
  /** A file's text through the contents API (`/repos/…/contents/…`), without its byte order mark. */
  fetchFile(request: GitHubRequest): Promise<GitHubAnswer<string>>;
}

import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { GitHubClient } from './create-github-client.ts';

/** Requests left in this window, and when the next one begins (UTC ISO text). */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

const schema = z.object({
  resources: z.object({ core: z.object({ limit: z.number(), remaining: z.number(), reset: z.number() }) }),
});

/** Asks GitHub how many requests are left, which costs none; `null` where it counts none, as GitHub Enterprise may. @throws AppError */
export async function fetchRateLimit(client: GitHubClient): Promise<RateLimit | null> {
  const parsed = schema.safeParse(await fetchLimits(client));
  if (!parsed.success) return null;
  const { limit, remaining, reset } = parsed.data.resources.core;
  return { limit, remaining, resetAt: new Date(reset * 1_000).toISOString() };
}

async function fetchLimits(client: GitHubClient): Promise<unknown> {
  try {
    return (await client.fetchJson({ path: '/rate_limit' })).data;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

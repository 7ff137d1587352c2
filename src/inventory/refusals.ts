import type { RejectedItem } from '../domain/cluster-import.ts';

/** Why what `--query` left of an answer is refused. */
export const FRAGMENT =
  'is a part that --query cut out, and does not say which cluster it is of: import what "az aks list -o json" prints, without --query';

/** Of one reason so many items are named; a person has understood it by then. */
const MOST_OF_ONE_REASON = 20;
const MOST_REASONS = 100;

/** Why something that is no JSON object is refused; texts and lists of texts are what `--query` leaves. */
export function describeNonObject(value: unknown): string {
  return typeof value === 'string' || Array.isArray(value) ? FRAGMENT : 'is no JSON object';
}

/** What an import refused, in order: item by item while that can be read, and counted beyond that. */
export class Refusals {
  readonly #named: RejectedItem[] = [];
  readonly #counts = new Map<string, number>();
  #others = 0;

  add(item: string, reason: string): void {
    const count = this.#counts.get(reason) ?? 0;
    if (count === 0 && this.#counts.size >= MOST_REASONS) {
      this.#others += 1;
      return;
    }
    this.#counts.set(reason, count + 1);
    if (count < MOST_OF_ONE_REASON) this.#named.push({ item, reason });
  }

  list(): readonly RejectedItem[] {
    const more = [...this.#counts].map(([reason, count]) => ({ count: count - MOST_OF_ONE_REASON, reason }));
    const summary = [...more, { count: this.#others, reason: 'were refused for further reasons' }];
    const counted = summary.filter(({ count }) => count > 0);
    return [...this.#named, ...counted.map(({ count, reason }) => ({ item: `${count} more`, reason }))];
  }
}

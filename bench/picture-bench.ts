import type { FleetPicture } from '../src/domain/pool-week.ts';
import { createPictureDrawer } from '../src/surfaces/chart/create-picture-drawer.ts';

/** What the picture of a monthly reminder costs. */
export interface PictureBenchResult {
  /** The first one, with both libraries loaded for it, in milliseconds. */
  readonly firstMs: number;
  /** Best of the later ones. */
  readonly laterMs: number;
  readonly bytes: number;
  /** Growth of the process from before the first to after the last, in MB. */
  readonly growthMb: number;
  /** The same once the drawing process has ended. */
  readonly keptMb: number;
}

const PICTURES = 50;

/** A year of a hundred pools; each a little different, as each channel's is. */
function createPicture(seed: number): FleetPicture {
  const monday = (week: number) => new Date(Date.UTC(2025, 7, 25 + week * 7)).toISOString().slice(0, 10);
  return {
    drawnOn: '2026-08-26',
    weeks: Array.from({ length: 53 }, (_, week) => {
      const current = (week * 2 + seed) % 90;
      return { weekOn: monday(week), current, behind: 90 - current, unsupported: 10, unknown: 0 };
    }),
  };
}

/** Draws pictures one after the other, as a reminder day of many channels does. */
export async function benchPictures(): Promise<PictureBenchResult> {
  const fail = (message: string) => {
    throw new Error(message);
  };
  const drawer = createPictureDrawer({ debug: fail, info: fail, warn: fail, error: fail });
  const before = process.memoryUsage.rss();
  const times: number[] = [];
  let bytes = 0;
  for (let seed = 0; seed < PICTURES; seed += 1) {
    const start = performance.now();
    bytes = (await drawer.drawPng(createPicture(seed)))?.byteLength ?? 0;
    times.push(performance.now() - start);
  }
  const growthMb = (process.memoryUsage.rss() - before) / 1024 ** 2;
  await drawer.close();
  const keptMb = (process.memoryUsage.rss() - before) / 1024 ** 2;
  const [firstMs = 0, ...later] = times;
  return { firstMs, laterMs: Math.min(...later), bytes, growthMb, keptMb };
}

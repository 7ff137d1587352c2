import type { ImageArrival } from '../../domain/image-arrival.ts';
import { compareTexts } from '../../domain/text.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';

/** Reads it from what the release tracker said last. */
export function readRegions(context: AppContext) {
  const { catalogue, pools } = assessFleet(context);
  const arrivals = catalogue.regions?.arrivals ?? [];
  const poolsOf = Map.groupBy(pools, ({ cluster }) => cluster.location);
  const rows = [...Map.groupBy(arrivals, ({ region }) => region)].map(([region, own]) => ({
    region,
    pools: poolsOf.get(region)?.length ?? 0,
    images: new Map([...Map.groupBy(own, ({ osSku }) => osSku)].map(([osSku, some]) => [osSku, summarize(some)])),
  }));
  const osSkus = [...new Set(arrivals.map(({ osSku }) => osSku))].sort(compareTexts);
  return {
    /** Day on which the release tracker was read; `null` while it was not. */
    readOn: catalogue.regions?.readOn ?? null,
    osSkus,
    /** Those with images that the tracker says nothing of. */
    unlisted: [...new Set(catalogue.images.map(({ osSku }) => osSku))].filter((osSku) => !osSkus.includes(osSku)),
    newest: new Map(
      osSkus.flatMap((osSku) => {
        const image = catalogue.images.find(
          (one) => one.osSku === osSku && arrivals.some(({ version }) => version === one.version),
        );
        return image ? [[osSku, image.version] as const] : [];
      }),
    ),
    /** Regions with pools of the fleet first, then by name. */
    rows: rows.sort((a, b) => Number(b.pools > 0) - Number(a.pools > 0) || compareTexts(a.region, b.region)),
  };
}

export type RegionTable = ReturnType<typeof readRegions>;

/** Of one region and OS SKU, newest first. */
function summarize(arrivals: readonly ImageArrival[]) {
  const current = arrivals.find(({ isArriving }) => !isArriving) ?? null;
  const arriving = arrivals.find((one) => one.isArriving && one.version !== current?.version) ?? null;
  return { current, arriving };
}

export type RegionalImage = ReturnType<typeof summarize>;

import type { EChartsCoreOption } from 'echarts/core';

/** A part of a picture: what the charting library needs for it, and how much room it takes. */
export interface Panel {
  readonly title: string;
  /** Height of title, drawing and axis, in pixels. */
  readonly height: number;
  /** Distance of the drawing from the panel's edges, in pixels. */
  readonly inset: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly xAxis: EChartsCoreOption;
  readonly yAxis: EChartsCoreOption;
  readonly series: readonly EChartsCoreOption[];
  /** Names of the series that a legend explains; empty for none. */
  readonly legend: readonly string[];
}

/** Width of every picture, in pixels. */
export const PICTURE_WIDTH = 720;

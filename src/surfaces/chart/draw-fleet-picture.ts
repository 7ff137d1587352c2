import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import { CHART_THEMES, type ChartTheme, FONT_FAMILY } from './chart-theme.ts';
import { createDatesPanel } from './dates-panel.ts';
import { type Panel, PICTURE_WIDTH } from './panel.ts';
import { createSharesPanel } from './shares-panel.ts';

use([BarChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** The picture as an SVG document without scripts; what text it has is escaped. */
export function drawFleetPicture(picture: FleetPicture, theme: PictureTheme = 'light'): string {
  const colors = CHART_THEMES[theme];
  const { weeks, dates, drawnOn } = picture;
  const panels = [
    ...(weeks.length > 0 ? [createSharesPanel(weeks, drawnOn, colors)] : []),
    ...(dates.length > 0 ? [createDatesPanel(dates, drawnOn, colors)] : []),
  ];
  const height = panels.reduce((sum, panel) => sum + panel.height, 0);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: PICTURE_WIDTH, height: Math.max(1, height) });
  try {
    chart.setOption(composeOption(panels, colors));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** The panels one below the other. */
function composeOption(panels: readonly Panel[], { ground, text, soft }: ChartTheme): EChartsCoreOption {
  const tops = panels.map((_, index) => panels.slice(0, index).reduce((sum, { height }) => sum + height, 0));
  const topOf = (index: number) => tops[index] ?? 0;
  const explained = panels.findIndex(({ legend }) => legend.length > 0);
  const onGrid = (index: number) => ({ xAxisIndex: index, yAxisIndex: index });
  return {
    animation: false,
    backgroundColor: ground,
    textStyle: { fontFamily: `${FONT_FAMILY}, sans-serif`, fontSize: 12 },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 16,
      top: topOf(index) + 12,
      textStyle: { color: text, fontSize: 15 },
    })),
    legend: {
      show: explained >= 0,
      data: [...(panels[explained]?.legend ?? [])],
      right: 24,
      top: topOf(Math.max(0, explained)) + 12,
      selectedMode: false,
      icon: 'rect',
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { color: soft },
    },
    grid: panels.map(({ height, inset }, index) => ({
      left: inset.left,
      right: inset.right,
      top: topOf(index) + inset.top,
      height: height - inset.top - inset.bottom,
    })),
    xAxis: panels.map(({ xAxis }, gridIndex) => ({ ...xAxis, gridIndex })),
    yAxis: panels.map(({ yAxis }, gridIndex) => ({ ...yAxis, gridIndex })),
    series: panels.flatMap(({ series }, index) => series.map((one) => ({ ...one, ...onGrid(index) }))),
  };
}

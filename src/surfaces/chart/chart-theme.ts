import type { PictureTheme } from '../../domain/fleet-picture.ts';
import type { NodePoolStatus } from '../../domain/node-pool-assessment.ts';

/** Colours of a drawing. Neighbours differ in lightness too, so that they are told apart without colour. */
export interface ChartTheme {
  readonly ground: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly status: Readonly<Record<NodePoolStatus, string>>;
  /** A date by how soon it is. */
  readonly near: string;
  readonly ahead: string;
  readonly far: string;
}

/** The page's own colours, light and dark. */
export const CHART_THEMES: Readonly<Record<PictureTheme, ChartTheme>> = {
  light: {
    ground: '#ffffff',
    text: '#1d1c1d',
    soft: '#616061',
    line: '#dddddd',
    status: { current: '#00674a', behind: '#e0a526', unsupported: '#b3093c', unknown: '#c4c4c6' },
    near: '#b3093c',
    ahead: '#b87a00',
    far: '#00674a',
  },
  dark: {
    ground: '#161d24',
    text: '#e7ecf1',
    soft: '#a3b0bd',
    line: '#2b3641',
    status: { current: '#2e9d78', behind: '#f5c86a', unsupported: '#d6416b', unknown: '#6b6e73' },
    near: '#ff9db5',
    ahead: '#f5c86a',
    far: '#6fdcb4',
  },
};

/** What the raster library is given as a font file, and browsers may have by themselves. */
export const FONT_FAMILY = 'Lato';

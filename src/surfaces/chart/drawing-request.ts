import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';

/** What the drawing process is asked. */
export interface DrawingRequest {
  readonly id: number;
  readonly picture: FleetPicture;
  readonly theme: PictureTheme;
  readonly as: 'svg' | 'png';
}

/** What it answers: the drawing as asked for, or why there is none. */
export type Drawing =
  | { readonly id: number; readonly drawn: string | Uint8Array }
  | { readonly id: number; readonly error: string };

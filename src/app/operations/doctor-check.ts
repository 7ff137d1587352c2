/** One line of `doctor`. A line that is not `ok` says what to do. */
export interface DoctorCheck {
  readonly name: string;
  readonly result: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

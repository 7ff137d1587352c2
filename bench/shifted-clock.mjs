// Loaded with --import into the real process, never part of the product: its clock is off by the milliseconds that stand in
// the file CLOCK_SHIFT, which may change at any moment; what counts evenly (timers, the uptime) goes on.
import { readFileSync } from 'node:fs';

const { Date: RealDate } = globalThis;
const readShift = () => {
  try {
    return Number(readFileSync(process.env.CLOCK_SHIFT, 'utf8'));
  } catch {
    return 0;
  }
};
let shift = readShift();
setInterval(() => {
  shift = readShift();
}, 50).unref();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + shift] : args));
  }

  static now() {
    return RealDate.now() + shift;
  }
};

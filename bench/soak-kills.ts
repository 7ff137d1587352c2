import { drain, soakKills } from '../test/support/soak-kills.ts';

/**
 * `node bench/soak-kills.ts [KILLS] [SEED]`: kills the built service (`npm run build` first) at random instants under
 * load, with a Slack that loses 20 % of its answers, refuses 10 % and shows 5 % of the messages up to 29 seconds late, with a
 * second service beside it, services that are suspended up to two minutes and clocks that are set hours ahead or back; counts what was lost or repeated.
 */
const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const report = await soakKills({
  kills,
  seed,
  releases: Math.ceil(kills / 2),
  longestLifeMs: 5_000,
  isHard: true,
  finish: (env, folder) => drain(env, folder, 1_800_000),
});
console.log(JSON.stringify(report, null, 2));
const { lost, repeated, untold, paceViolations, unfinished } = report;
const failures = [...lost, ...repeated, ...untold, ...paceViolations];
process.exitCode = failures.length > 0 || unfinished !== null ? 1 : 0;

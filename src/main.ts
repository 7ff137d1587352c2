#!/usr/bin/env node
import { runtimeProblem } from './surfaces/cli/runtime-problem.ts';

// The database, its backups and its folder are for the service's own user only.
process.umask(0o077);

const problem = runtimeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 2;
} else {
  // Loaded only now: the database driver would crash an older Node before it could say anything.
  const { runProcess } = await import('./build-app.ts');
  await runProcess(process.argv.slice(2));
}

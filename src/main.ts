#!/usr/bin/env node
import { runtimeProblem } from './surfaces/cli/runtime-problem.ts';

const problem = runtimeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 2;
} else {
  // Loaded only now: the database driver would crash an older Node before it could say anything.
  const { runProcess } = await import('./build-app.ts');
  await runProcess(process.argv.slice(2));
}

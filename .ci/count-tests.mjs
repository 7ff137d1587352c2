// What the test runner's JSON reports say of a run, and of the second one of the files that failed in it.
// count-tests.mjs --failed REPORT: those files, a line each; count-tests.mjs REPORT [SECOND]: failures, and the count.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

// A file that could not be loaded or set up has no failed test, and has failed all the same.
const isBroken = (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed');

const readFiles = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    return undefined;
  }
};

const failedIn = (files) => files.filter((file) => file.status === 'failed');

const nameOf = (file) => relative(process.cwd(), file.name);

function count(first, second = []) {
  const files = first.map((file) => second.find(({ name }) => name === file.name) ?? file);
  const tests = files.flatMap((file) => file.assertionResults);
  const failed = failedIn(files);
  for (const file of failedIn(first).filter((file) => !failed.some(({ name }) => name === file.name))) {
    const names = file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
    console.log(`Passed only at the second try, alone: ${nameOf(file)}: ${names.join('; ')}`);
  }
  for (const file of failed) {
    for (const test of file.assertionResults.filter((test) => test.status === 'failed')) {
      console.log(`FAILED ${nameOf(file)}: ${test.fullName}: ${test.failureMessages[0]?.split('\n')[0] ?? ''}`);
    }
    if (isBroken(file)) {
      console.log(`FAILED ${nameOf(file)}: ${file.message.split('\n')[0]}`);
    }
  }
  const passed = tests.filter((test) => test.status === 'passed').length;
  const broken = tests.filter((test) => test.status === 'failed').length + failed.filter(isBroken).length;
  const skipped = tests.length - passed - tests.filter((test) => test.status === 'failed').length;
  console.log(`${passed} passed, ${broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = broken > 0 ? 1 : 0;
}

const [first, second] = process.argv.slice(2);
if (first === '--failed') {
  for (const file of failedIn(readFiles(second) ?? [])) {
    console.log(nameOf(file));
  }
} else {
  const files = readFiles(first);
  if (files === undefined) {
    console.log('The tests left no report.\n0 passed, 1 failed');
    process.exitCode = 1;
  } else {
    count(files, readFiles(second));
  }
}

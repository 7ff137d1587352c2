import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../support/run-vhdwatch.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A demo as a process. */
export interface DemoProcess {
  readonly child: ChildProcess;
  /** Waits until stdout has it; rejects with what was said when the process ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  readonly finished: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts `npm run demo -- ARGS` without npm; `folder` stands for the system's temporary folder. */
export function startDemo(args: readonly string[], folder: string): DemoProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['demo/run-demo.ts', ...args], {
    cwd: ROOT,
    env: {
      PATH,
      HOME,
      TMPDIR: folder,
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      // Settings of the caller that would break the demo, or post to a real Slack, if it took them.
      SLACK_BOT_TOKEN: 'xoxb-of-the-caller',
      SLACK_API_URL: 'http://127.0.0.1:9/',
      GITHUB_API_URL: 'http://127.0.0.1:9',
      RELEASE_TRACKER_URL: 'http://127.0.0.1:9',
      GITHUB_TOKEN: 'of-the-caller',
      DATABASE_PATH: '/nowhere/vhdwatch.db',
      PORT: 'none',
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const finished = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const waitFor = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(stdout);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      look();
      void finished.then(({ code }) => reject(new Error(`the demo ended with ${code}: ${stderr}`)), reject);
    });
  return { child, waitFor, finished };
}

/** A message as the demo prints it. */
export interface PrintedMessage {
  readonly channel: string;
  readonly text: string;
}

/** The messages printed under a step's heading (`== 3. …`). */
export function readMessages(output: string, step: number): PrintedMessage[] {
  const [, section = ''] = output.split(`\n== ${step}. `);
  const [own = ''] = section.split('\n== ');
  return own
    .split('\n  To channel ')
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const text = lines.filter((line) => line.startsWith('  |')).map((line) => line.slice('  | '.length));
      return { channel: head.replace(/:$/, ''), text: text.join('\n') };
    });
}

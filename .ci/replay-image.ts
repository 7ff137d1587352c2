/*
 * Builds the image where there is no container engine: each step of the Dockerfile in a root of its own below a clean
 * folder, as the user that it names, and then the program with everything but /data read-only. Needs root and Linux; the
 * system beneath is the machine's, with Node and npm where the base image has them. Run it as
 * `unshare --mount --propagation private node .ci/replay-image.ts`.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

interface Stage {
  readonly root: string;
  folder: string;
  user: string;
  environment: Record<string, string>;
  command: string[];
}

/** What a stage hands on to those that begin from it. */
const OWN = ['app', 'data', 'home', 'usr/local'];
const MOST_MB = 72;
const context = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'vhdwatch-image-'));
const stages = new Map<string, Stage>();

const run = (file: string, ...args: readonly string[]) => execFileSync(file, args, { encoding: 'utf8' }).trim();

function createRoot(name: string): string {
  const root = join(scratch, name);
  for (const folder of ['usr', 'etc', 'proc', 'dev', 'tmp', 'data', 'app', 'home/node'])
    mkdirSync(join(root, folder), { recursive: true });
  run('mount', '--bind', '/usr', join(root, 'usr'));
  run('mount', '-o', 'remount,ro,bind', join(root, 'usr'));
  run('mount', '-t', 'tmpfs', 'none', join(root, 'usr/local'));
  run('mount', '--bind', '/dev', join(root, 'dev'));
  for (const link of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(`usr/${link}`, join(root, link));
  for (const file of ['hosts', 'resolv.conf', 'nsswitch.conf', 'ssl', 'ld.so.cache'])
    if (existsSync(`/etc/${file}`))
      cpSync(`/etc/${file}`, join(root, 'etc', file), { recursive: true, dereference: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n');
  chmodSync(join(root, 'tmp'), 0o1777);
  run('chown', '1000:1000', join(root, 'home/node'));
  return root;
}

/** Node and npm where the official image has them. */
function installNode(root: string): void {
  const local = join(root, 'usr/local');
  mkdirSync(join(local, 'bin'));
  mkdirSync(join(local, 'lib/node_modules'), { recursive: true });
  cpSync(process.execPath, join(local, 'bin/node'));
  const npm = dirname(dirname(run('readlink', '-f', run('which', 'npm'))));
  cpSync(npm, join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
}

function beginStage(from: string, name: string): Stage {
  const parent = stages.get(from);
  const root = createRoot(name);
  if (!parent) installNode(root);
  else for (const folder of OWN) run('cp', '-a', `${join(parent.root, folder)}/.`, join(root, folder));
  const stage = parent
    ? { ...parent, root, environment: { ...parent.environment }, command: [] }
    : { root, folder: '/', user: '0:0', environment: {}, command: [] };
  stages.set(name, stage);
  return stage;
}

function enter({ root, user, folder, environment }: Stage, command: readonly string[]): [string, string[]] {
  const variables = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/node', ...environment };
  const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const inside = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', folder, ...command];
  return ['chroot', [`--userspec=${user}`, root, '/usr/bin/env', '-i', ...pairs, ...inside]];
}

function runStep(stage: Stage, line: string): void {
  // How this machine reaches the registry; an image is built where the network is.
  const asked = ['registry', 'cafile'].map((key) => [`npm_config_${key}`, run('npm', 'config', 'get', key)] as const);
  const settings = Object.fromEntries(asked.filter(([, value]) => value !== 'null'));
  const step = { ...stage, environment: { ...stage.environment, npm_config_update_notifier: 'false', ...settings } };
  execFileSync(...enter(step, ['/bin/sh', '-c', line]), { stdio: 'inherit' });
}

function copy(stage: Stage, words: readonly string[]): void {
  const flags = Object.fromEntries(
    words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split('=')),
  );
  const paths = words.filter((word) => !word.startsWith('--'));
  const to = resolve(stage.folder, paths.at(-1) ?? '.');
  const source = stages.get(flags['from'] ?? '')?.root ?? context;
  for (const from of paths.slice(0, -1)) {
    const isFolder = (paths.at(-1) ?? '').endsWith('/');
    const target = join(stage.root, to, isFolder ? from : '');
    run('cp', '-a', join(source, from), target);
    run('chown', '-R', flags['chown'] ?? '0:0', target);
  }
}

function replay(): Stage {
  const text = readFileSync(join(context, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '');
  let stage: Stage | undefined;
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    process.stdout.write(`${line.slice(0, 150)}\n`);
    const [from = '', , name = 'final'] = rest.split(' ');
    if (word === 'FROM') stage = beginStage(from, name);
    else if (!stage) throw new Error(`${word} before FROM`);
    else if (word === 'RUN') runStep(stage, rest);
    else if (word === 'COPY') copy(stage, rest.split(' '));
    else if (word === 'USER') stage.user = rest;
    else if (word === 'WORKDIR') stage.folder = rest;
    else if (word === 'ENV')
      for (const pair of rest.split(' ')) stage.environment[pair.split('=')[0] ?? ''] = pair.split('=')[1] ?? '';
    else if (word === 'ENTRYPOINT' || word === 'CMD') stage.command.push(...(JSON.parse(rest) as string[]));
    else if (!['ARG', 'LABEL', 'VOLUME', 'EXPOSE', 'HEALTHCHECK'].includes(word)) throw new Error(`what is ${word}?`);
  }
  if (!stage) throw new Error('the Dockerfile has no stage');
  return stage;
}

/** The service as Kubernetes runs it: not root, nothing writable but /data. */
async function tryOut(stage: Stage): Promise<void> {
  for (const gone of ['npm', 'npx', 'corepack', 'yarn'])
    if (existsSync(join(stage.root, 'usr/local/bin', gone))) throw new Error(`${gone} is in the image`);
  for (const folder of ['app', 'home', 'usr/local', 'tmp', 'etc']) {
    run('mount', '--bind', join(stage.root, folder), join(stage.root, folder));
    run('mount', '-o', 'remount,ro,bind', join(stage.root, folder));
  }
  const port = await findPort();
  const elsewhere = {
    RELEASE_TRACKER_URL: 'off',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    HOST: '127.0.0.1',
    PORT: `${port}`,
  };
  const started = { ...stage, environment: { ...stage.environment, ...elsewhere } };
  const service = spawn(...enter(started, stage.command), { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    await waitFor(`http://127.0.0.1:${port}/healthz`);
    execFileSync(...enter(started, ['vhdwatch', 'clusters', 'list']), { stdio: 'inherit' });
    if (!existsSync(join(stage.root, 'data/vhdwatch.db'))) throw new Error('no database in /data');
  } finally {
    const ended = new Promise((done) => service.once('exit', done));
    service.kill('SIGTERM');
    await ended;
  }
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function waitFor(url: string): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(500);
  }
  throw new Error('the service did not answer');
}

try {
  const image = replay();
  const megabytes = Number(run('du', '-sm', join(image.root, 'app')).split('\t')[0]);
  await tryOut(image);
  process.stdout.write(
    `The image adds ${megabytes} MB to its base, runs as ${image.user} on a read-only root, and answers.\n`,
  );
  if (megabytes > MOST_MB) throw new Error(`more than ${MOST_MB} MB beside the base image`);
} finally {
  // The mounts end with the namespace; lazily, so that nothing of the machine is removed through one.
  for (const { root } of stages.values())
    for (const folder of ['usr/local', 'usr', 'dev', 'app', 'home', 'tmp', 'etc'])
      try {
        execFileSync('umount', ['-R', '-l', join(root, folder)], { stdio: 'ignore' });
      } catch {}
  if (readFileSync('/proc/self/mounts', 'utf8').includes(scratch)) process.stdout.write(`left behind: ${scratch}\n`);
  else rmSync(scratch, { recursive: true, force: true });
}

/**
 * What TLS costs a server, with nginx and a minimal `tls.Server` beside it: bytes and handshakes for a
 * second of its processor time, and for a second by the clock, with one client. TLS 1.3,
 * TLS_AES_128_GCM_SHA256, ECDSA P-256, one thread or worker each. Linux; needs nginx, curl, openssl and
 * npm run build. Run with `node scripts/run.mjs bench/tls.ts`.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBuiltCli, serveWithFifolio } from '../harness/fifolio.ts';
import { machineLine } from '../harness/machine.ts';
import { freePort } from '../harness/ports.ts';
import { cpuSeconds } from '../harness/process-usage.ts';
import type { Resources } from '../harness/resources.ts';
import type { Serving } from '../harness/serving.ts';
import { outputOf } from './peers/commands.ts';
import { nginxVersion, serveWithNginx, type TlsFiles } from './peers/nginx.ts';
import { formatSpread } from './report/statistics.ts';
import { withResources } from './report/with-resources.ts';
import { writeSample } from './scenarios/sample-file.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const ROUNDS = 9;
const CIPHER = 'TLS_AES_128_GCM_SHA256';
const HANDSHAKE_SECONDS = 2;
const NODE_SERVER = fileURLToPath(new URL('./peers/node-tls-server.ts', import.meta.url));

/** Does something with a server. @returns how much of it */
type Work = (port: number) => Promise<number>;

interface Rates {
  readonly perCpuSecond: number[];
  readonly perSecond: number[];
}

async function main(resources: Resources): Promise<void> {
  if ((await nginxVersion()) === undefined) throw new Error('nginx is not installed.');
  requireBuiltCli();
  const identity = makeIdentity(resources.folder());
  const folder = resources.folder();
  const works: [string, Work][] = [];
  for (const [mebibytes, times] of [
    [1, 600],
    [32, 20],
  ] as const) {
    const name = `${mebibytes}-mib`;
    writeSample(folder, name, mebibytes * MIB);
    const url = (port: number): string => `https://127.0.0.1:${port}/${name}?[1-${times}]`;
    works.push([
      `GiB, cached ${mebibytes} MiB, kept connection (curl)`,
      async (port) => {
        const options = ['--tls13-ciphers', CIPHER, '--output', '/dev/null'];
        await output('curl', ['--silent', '--insecure', '--fail', ...options, url(port)]);
        return (times * mebibytes * MIB) / GIB;
      },
    ]);
  }
  works.push([
    'handshakes (openssl s_time)',
    async (port) => {
      const duration = ['-time', String(HANDSHAKE_SECONDS)];
      const target = ['-connect', `127.0.0.1:${port}`];
      const said = await output('openssl', ['s_time', '-new', '-tls1_3', ...target, ...duration]);
      return Number(/(\d+) connections in \d+ real/.exec(said)?.[1]);
    },
  ]);
  const { certificateFile, keyFile } = identity;
  const args = ['--threads', '1', '--tls-cert', certificateFile, '--tls-key', keyFile];
  const servings = [
    await serveWithFifolio(resources, folder, { args: ['--tls', ...args] }),
    await serveWithNginx(resources, folder, 1, identity),
    await serveWithNode(resources, folder, identity),
  ];
  console.log(`${machineLine()}, ${await nginxVersion()}, ${ROUNDS} rounds.\n`);
  console.log('| work | server | for a second of its processor time | for a second |');
  console.log('| --- | --- | --- | --- |');
  for (const [what, work] of works) {
    const rates = servings.map((): Rates => ({ perCpuSecond: [], perSecond: [] }));
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, serving] of servings.entries()) {
        await measure(serving, work, round > 0 ? rates[index] : undefined);
      }
    }
    for (const [index, { name }] of servings.entries()) {
      const { perCpuSecond, perSecond } = rates[index]!;
      console.log(
        `| ${what} | ${name} | ${formatSpread(perCpuSecond)} | ${formatSpread(perSecond)} |`,
      );
    }
  }
}

function makeIdentity(folder: string): TlsFiles {
  const keyFile = path.join(folder, 'key.pem');
  const certificateFile = path.join(folder, 'certificate.pem');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const files = ['-nodes', '-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', ...curve, ...files, '-subj', '/CN=localhost'], {
    stdio: 'pipe',
  });
  return { keyFile, certificateFile };
}

async function serveWithNode(
  resources: Resources,
  folder: string,
  { keyFile, certificateFile }: TlsFiles,
): Promise<Serving> {
  const port = await freePort();
  const args = [NODE_SERVER, String(port), folder, keyFile, certificateFile];
  const server = await resources.start(process.execPath, args);
  const retries = ['--retry', '10', '--retry-connrefused', '--silent', '--insecure'];
  await output('curl', [...retries, '--output', '/dev/null', `https://127.0.0.1:${port}/1-mib`]);
  return { name: 'minimal tls.Server', pid: server.pid, port, stop: server.stop };
}

async function measure(
  { pid, port }: Serving,
  work: Work,
  rates: Rates | undefined,
): Promise<void> {
  const cpuBefore = cpuSeconds(pid);
  const startedAtMs = performance.now();
  const amount = await work(port);
  const seconds = (performance.now() - startedAtMs) / 1000;
  rates?.perSecond.push(amount / seconds);
  rates?.perCpuSecond.push(amount / (cpuSeconds(pid) - cpuBefore));
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const text = await outputOf(command, args);
  if (text === undefined) throw new Error(`${command} is not installed, or failed.`);
  return text;
}

await withResources('tls', main);

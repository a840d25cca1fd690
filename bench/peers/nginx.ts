import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Resources } from '../../harness/resources.ts';
import { descriptorLimit } from './descriptors.ts';
import { versionOf } from './commands.ts';
import { freePort, untilAnswering } from '../../harness/ports.ts';
import type { Serving } from '../../harness/serving.ts';

/** Where some systems put it, out of the search path of ordinary users. */
const COMMANDS = ['nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx'];

export async function nginxVersion(): Promise<string | undefined> {
  return (await find())?.version.replace('nginx version: ', '').replace('/', ' ');
}

async function find(): Promise<{ command: string; version: string } | undefined> {
  for (const command of COMMANDS) {
    const version = await versionOf(command, ['-v']);
    if (version !== undefined) return { command, version };
  }
  return undefined;
}

/**
 * nginx as a person would tune it for static files: sendfile, open files kept, no log, and a listener
 * for each worker. Everything it writes is in a temporary folder.
 */
export async function serveWithNginx(
  resources: Resources,
  folder: string,
  workers: number,
  /** Encrypts with these files. */
  identity?: TlsFiles,
): Promise<Serving> {
  const found = await find();
  if (found === undefined) throw new Error('nginx is not installed.');
  const own = resources.folder();
  const port = await freePort();
  const configuration = path.join(own, 'nginx.conf');
  writeFileSync(configuration, configurationOf({ own, folder, port, workers, identity }));
  for (const kind of TEMPORARY_KINDS) mkdirSync(path.join(own, kind));
  const args = ['-p', own, '-e', path.join(own, 'error.log'), '-c', configuration];
  const nginx = await resources.start(found.command, args);
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
  await untilAnswering({ name: 'nginx', process: nginx }, port, request);
  return {
    name: `nginx, ${workers} worker${workers === 1 ? '' : 's'}`,
    pid: nginx.pid,
    port,
    stop: nginx.stop,
  };
}

const TEMPORARY_KINDS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as const;

/** Files with a private key and its certificate, in PEM. */
export interface TlsFiles {
  readonly keyFile: string;
  readonly certificateFile: string;
}

function tlsDirectives({ keyFile, certificateFile }: TlsFiles): string {
  return `ssl_certificate ${certificateFile};
    ssl_certificate_key ${keyFile};
    ssl_protocols TLSv1.3;
    ssl_session_cache shared:bench:1m;`;
}

/** More than any row asks for; each is a descriptor that stays open. */
const MAX_OPEN_FILES = 17_000;
/** Descriptors for connections and the rest. */
const OTHER_DESCRIPTORS = 1500;

function configurationOf(options: {
  readonly own: string;
  readonly folder: string;
  readonly port: number;
  readonly workers: number;
  readonly identity: TlsFiles | undefined;
}): string {
  const { own, folder, port, workers, identity } = options;
  const descriptors = Math.min(descriptorLimit(), MAX_OPEN_FILES + OTHER_DESCRIPTORS);
  // Started by root, the worker would become a user who may not read the temporary folders.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user}
daemon off;
worker_processes ${workers};
worker_rlimit_nofile ${descriptors};
pid ${own}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  ${TEMPORARY_KINDS.map((kind) => `${kind}_temp_path ${own}/${kind};`).join('\n  ')}
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  open_file_cache max=${Math.max(descriptors - OTHER_DESCRIPTORS, 100)};
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${port}${identity === undefined ? '' : ' ssl'}${workers > 1 ? ' reuseport' : ''};
    ${identity === undefined ? '' : tlsDirectives(identity)}
    root ${folder};
  }
}
`;
}

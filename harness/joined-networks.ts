import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A network of its own, as another computer has, joined to one more by a cable. */
export interface Computer {
  readonly name: 'server' | 'client';
  readonly ipv4: string;
  readonly ipv6: string;
  /** Its end of the cable. */
  readonly interface: string;
  /** Words in front of a command, which run it there. */
  readonly before: readonly string[];
  /** Runs a command there and returns its output. @throws Error with what it said, if it fails */
  run(...command: readonly string[]): string;
}

/** Two computers on one cable; both are gone after `remove`. */
export interface JoinedNetworks {
  readonly server: Computer;
  readonly client: Computer;
  remove(): Promise<void>;
}

/** Why networks cannot be made here; `undefined` where they can. */
export function whyNoNetworks(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'network namespaces of one cable are made by root';
  for (const program of ['unshare', 'nsenter', 'ip', 'nft']) {
    if (!hasProgram(program)) return `needs ${program}`;
  }
  try {
    execFileSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'this system allows no network namespaces';
  }
}

/** Whether a program of the system is there. */
export function hasProgram(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes two network namespaces and joins them by a pair of virtual interfaces. Each has a mount namespace of
 * its own, too, with an empty `/run`. Nothing outside of them is changed.
 */
export async function joinNetworks(): Promise<JoinedNetworks> {
  const holders = [await hold(), await hold()] as const;
  const [server, client] = holders.map((holder, index) => computer(holder, index));
  const cable = ['type', 'veth', 'peer', 'name', client!.interface, 'netns', `${holders[1].pid}`];
  server!.run('ip', 'link', 'add', server!.interface, ...cable);
  for (const end of [server!, client!]) {
    end.run('ip', 'link', 'set', 'lo', 'up');
    end.run('ip', 'addr', 'add', `${end.ipv4}/24`, 'dev', end.interface);
    // Without the wait for others of the same address, which a test need not fear.
    end.run('ip', 'addr', 'add', `${end.ipv6}/64`, 'dev', end.interface, 'nodad');
    end.run('ip', 'link', 'set', end.interface, 'up');
  }
  return {
    server: server!,
    client: client!,
    remove: async () => {
      await Promise.all(holders.map(end));
    },
  };
}

/** A process that does nothing but keep its namespaces, until this one ends, in whatever way. */
async function hold(): Promise<ChildProcess> {
  const script = 'mount -t tmpfs none /run && echo ready && exec cat';
  const words = ['--net', '--mount', 'sh', '-c', script];
  const holder = spawn('unshare', words, { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
}

async function end(holder: ChildProcess): Promise<void> {
  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
}

function computer(holder: ChildProcess, index: number): Computer {
  const before = ['nsenter', `--target=${holder.pid}`, '--net', '--mount', '--'];
  return {
    name: index === 0 ? 'server' : 'client',
    // Addresses for such uses (RFC 1918, RFC 4193).
    ipv4: `10.99.7.${index + 1}`,
    ipv6: `fd99:7::${index + 1}`,
    interface: `cable${index}`,
    before,
    run: (...command) => {
      const [program, ...args] = [...before, ...command];
      return execFileSync(program!, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    },
  };
}

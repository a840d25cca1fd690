import { readdir, readFile, readlink } from 'node:fs/promises';
import type { PortOwner } from '../../shared/contract-doctor.ts';
import { runPowerShell, type RunCommand } from './run-command.ts';

/**
 * The program that listens on a port of this computer. `undefined` where there is none, or where this user
 * may not see it. Never rejects.
 */
export async function portOwner(
  port: number,
  { platform, run }: { readonly platform: NodeJS.Platform; readonly run: RunCommand },
): Promise<PortOwner | undefined> {
  switch (platform) {
    case 'linux':
      return ownerOnLinux(port).catch(() => undefined);
    case 'darwin': {
      const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
      return readLsof((await run('lsof', args)).stdout);
    }
    case 'win32': {
      const script = `Get-NetTCPConnection -State Listen -LocalPort ${port} | ForEach-Object { Get-Process -Id $_.OwningProcess } | Select-Object -First 1 Id,ProcessName | ConvertTo-Json -Compress`;
      return readPowerShell((await runPowerShell(run, script)).stdout);
    }
    default:
      return undefined;
  }
}

/** Fields of `lsof -F`: `p` and the process, `c` and its command (lsof(8), "OUTPUT FOR OTHER PROGRAMS"). */
export function readLsof(output: string): PortOwner | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  const program = /^c(.+)$/m.exec(output)?.[1];
  return pid === undefined || program === undefined ? undefined : { program, pid: Number(pid) };
}

export function readPowerShell(output: string): PortOwner | undefined {
  const [, pid] = /"Id":\s*(\d+)/.exec(output) ?? [];
  const [, program] = /"ProcessName":\s*"([^"]+)"/.exec(output) ?? [];
  return pid === undefined || program === undefined ? undefined : { program, pid: Number(pid) };
}

/**
 * The inodes of the sockets that listen on a port.
 *
 * @param table `/proc/net/tcp` or `/proc/net/tcp6` (proc_net_tcp(5)): the local address in hexadecimal, the
 * state, 0A for listening, and the inode
 */
export function listeningInodes(table: string, port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const isIt = fields[1]?.endsWith(`:${hex}`) === true && fields[3] === '0A';
    return isIt && fields[9] !== undefined ? [fields[9]] : [];
  });
}

async function ownerOnLinux(port: number): Promise<PortOwner | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const links = new Set([...inodes].map((inode) => `socket:[${inode}]`));
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (!links.has(link)) continue;
      const program = (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
      return { program, pid: Number(pid) };
    }
  }
  return undefined;
}

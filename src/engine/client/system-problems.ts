import { asSentence } from '../../shared/sentence.ts';

/** What it means when the system refuses the client something: what, why, what to do. */

/** The system's own code in what it threw, such as `ENOSPC`. */
export function systemCodeOf(cause: unknown): string | undefined {
  if (typeof cause === 'object' && cause !== null && 'code' in cause) {
    return typeof cause.code === 'string' ? cause.code : undefined;
  }
  return undefined;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Why there is no connection to an address. */
export function unreachable(address: string, cause: unknown): string {
  switch (systemCodeOf(cause)) {
    case 'ECONNREFUSED':
      return `Can't reach ${address}: connection refused. Check the port, and that the server is running.`;
    case 'ENOTFOUND':
    case 'EAI_NONAME':
      return `Can't reach ${address}: unknown host name. Check the spelling, or use the IP address.`;
    case 'EAI_AGAIN':
      return `Can't reach ${address}: the name lookup failed. Check the network, or use the IP address.`;
    case 'ETIMEDOUT':
      return `Can't reach ${address}: no answer. Check the address and any firewall in between.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return `Can't reach ${address}: no route from this computer. Check the network and the address.`;
    case 'EACCES':
    case 'EPERM':
      return `Can't reach ${address}: this computer does not allow the connection. Check its firewall.`;
    case 'EMFILE':
    case 'ENFILE':
      return `Can't reach ${address}: this computer has too many files and connections open. Close some, then try again.`;
    default:
      return asSentence(`Can't reach ${address}: ${reasonOf(cause)}`);
  }
}

/** Why this computer's file system refused an action, such as `write a.txt`. */
export function localProblem(action: string, cause: unknown): string {
  switch (systemCodeOf(cause)) {
    case 'ENOSPC':
      return `Cannot ${action}: the disk is full. Free some space, then fetch again; the received part is kept.`;
    case 'EDQUOT':
      return `Cannot ${action}: your quota on this disk is used up. Free some space, then fetch again; the received part is kept.`;
    case 'EFBIG':
      return `Cannot ${action}: the file is larger than this file system or its limits allow. Choose another folder.`;
    case 'EACCES':
    case 'EPERM':
      return `Cannot ${action}: permission denied. Choose a folder that you may write to.`;
    case 'EROFS':
      return `Cannot ${action}: the file system is read-only. Choose another folder.`;
    case 'ENAMETOOLONG':
      return `Cannot ${action}: the name is too long for this file system. Choose a folder with a shorter path.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `Cannot ${action}: something on its path is a file, not a folder. Move it away, or choose another folder.`;
    case 'EISDIR':
      return `Cannot ${action}: a folder has this name. Move it away, or choose another folder.`;
    case 'ENOENT':
      return `Cannot ${action}: the folder is gone. Create it, then fetch again.`;
    case 'ELOOP':
      return `Cannot ${action}: a symbolic link is on its path. Choose another folder.`;
    case 'EINVAL':
    case 'EILSEQ':
      return `Cannot ${action}: this file system does not accept the name.`;
    case 'EMFILE':
    case 'ENFILE':
      return `Cannot ${action}: too many files are open. Close other programs, or allow more (ulimit -n), then fetch again.`;
    case 'EIO':
      return `Cannot ${action}: the disk reported an error. Check the disk.`;
    default:
      return asSentence(`Cannot ${action}: ${reasonOf(cause)}`);
  }
}

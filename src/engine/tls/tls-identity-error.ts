import { asSentence } from '../../shared/sentence.ts';

/** There is no usable key and certificate for TLS; the message says why and what to do. */
export class TlsIdentityError extends Error {
  override readonly name = 'TlsIdentityError';

  static unreadable(path: string, cause: unknown): TlsIdentityError {
    const reason = reasonOf(cause, 'it cannot be read');
    return of(`${path} is needed for TLS: ${reason}. Let this account read it.`, cause);
  }

  /** Of a file of the user's own. */
  static unusable(path: string, what: string, cause?: unknown): TlsIdentityError {
    return of(`${path} cannot be used for TLS: ${what}.`, cause);
  }

  static mismatch(certificateFile: string, keyFile: string): TlsIdentityError {
    return of(
      `The certificate in ${certificateFile} is not for the private key in ${keyFile}. Give two that belong together.`,
    );
  }

  /** Of the file that this program keeps. */
  static damaged(path: string): TlsIdentityError {
    return of(
      `${path}, which holds this server's key for TLS, is damaged. Restore it, or delete it for a new key, of which clients will then be warned.`,
    );
  }

  static gone(path: string): TlsIdentityError {
    return of(
      `${path}, which holds this server's key for TLS, is gone. A new key will be made at the next start, and clients will be warned of it, unless it is restored.`,
    );
  }

  static unwritable(path: string, cause: unknown): TlsIdentityError {
    const reason = reasonOf(cause, 'it cannot be written');
    return of(
      `This server's key for TLS cannot be kept in ${path}: ${reason}. Make room or give this account the right to write there, or use --tls-cert and --tls-key.`,
      cause,
    );
  }
}

function of(message: string, cause?: unknown): TlsIdentityError {
  return new TlsIdentityError(asSentence(message), cause === undefined ? {} : { cause });
}

function reasonOf(cause: unknown, otherwise: string): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EDQUOT':
      return 'the quota on this disk is used up';
    default:
      return `${otherwise} (${code ?? message})`;
  }
}

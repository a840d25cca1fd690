/** A server cannot be started on this computer as it is; the message says why and what to do. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';

  static tooFewDescriptors({
    limit,
    threads,
    needed,
  }: {
    readonly limit: number;
    readonly threads: number;
    readonly needed: number;
  }): ServerStartError {
    const advice = Number.isFinite(needed)
      ? `Allow ${needed} or more (ulimit -n), or use fewer threads.`
      : 'Allow more (ulimit -n), or close other things in this program.';
    return new ServerStartError(
      `This program may have ${limit} files open at once, which is too few for a server with ${threads} threads. ${advice}`,
    );
  }

  /** A descriptor that the process was given, as by systemd, is not what a server needs. */
  static unusableDescriptor(fd: number, cause: Error): ServerStartError {
    return new ServerStartError(
      `The server cannot accept on the socket that it was given as descriptor ${fd}: ${cause.message}. It takes listening TCP sockets (in a socket unit of systemd: ListenStream with a port, and Accept=no), at most one for each port and thread.`,
      { cause },
    );
  }

  static unusableIdentity(cause: Error): ServerStartError {
    return new ServerStartError(
      `The certificate and the private key cannot be used for TLS: ${cause.message}. Both must be PEM, and belong together.`,
      { cause },
    );
  }

  /** The system refused a thread, for a reason that its message ends with, such as `EMFILE`. */
  static threadRefused(cause: Error): ServerStartError {
    const reason = cause.message.split(': ').at(-1) ?? '';
    return new ServerStartError(
      `The system lets the server start no thread (${reason}): there is too little memory, or too many threads or open files. Use fewer threads, or raise the limits of this account (ulimit -a).`,
      { cause },
    );
  }
}

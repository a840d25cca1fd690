import type { WriteFailure } from './text-sink.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EPIPE: 'the program that read it has ended',
  EIO: 'the disk or terminal reports an error',
  EBADF: 'it was opened for reading only',
};

/** The reason in words, as the end of a sentence. */
export function describeWriteFailure({ code }: Pick<WriteFailure, 'code'>): string {
  return REASONS[code] ?? `the system reports ${code}`;
}

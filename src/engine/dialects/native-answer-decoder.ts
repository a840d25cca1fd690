import type {
  Answered,
  ClosingLine,
  FilesHeader,
  FilesLine,
  GetHeader,
  HelloAnswer,
  ListHeader,
  ListLine,
  StatsAnswer,
} from './native-answer.ts';

/**
 * Reads the lines that a server sent. Servers are not trusted: every field is checked for its type,
 * range and length, and {@link WireError} says which one was wrong. Names are only known to be strings
 * of bounded length; the rules for names are for the caller to apply before anything is created.
 */

export function decodeHello(line: Uint8Array): Answered<HelloAnswer> {
  void line;
  throw new Error('in work');
}

export function decodeGetHeader(line: Uint8Array): Answered<GetHeader> {
  void line;
  throw new Error('in work');
}

export function decodeClosingLine(line: Uint8Array): ClosingLine {
  void line;
  throw new Error('in work');
}

export function decodeListHeader(line: Uint8Array): Answered<ListHeader> {
  void line;
  throw new Error('in work');
}

export function decodeListLine(line: Uint8Array): ListLine {
  void line;
  throw new Error('in work');
}

export function decodeFilesHeader(line: Uint8Array): Answered<FilesHeader> {
  void line;
  throw new Error('in work');
}

export function decodeFilesLine(line: Uint8Array): FilesLine {
  void line;
  throw new Error('in work');
}

export function decodeStats(line: Uint8Array): Answered<StatsAnswer> {
  void line;
  throw new Error('in work');
}

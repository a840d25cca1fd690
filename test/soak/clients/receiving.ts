import { crc32 } from 'node:zlib';
import { EndedError, type WireClient } from '../../../harness/wire-client.ts';
import type { KnownContent } from '../known-content.ts';
import type { UnchangingFile } from '../unchanging-files.ts';

/** An answer that must not be. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** @throws WrongAnswer */
export function expectThat(isRight: boolean, what: string): asserts isRight {
  if (!isRight) throw new WrongAnswer(what);
}

/** Checks the header of an answer to `get`. */
export function expectHeader(
  header: Readonly<Record<string, unknown>>,
  { name, content }: UnchangingFile,
  from: number,
): void {
  const { ok, size, length, source, tag } = header;
  expectThat(
    ok === true &&
      header['name'] === name &&
      size === content.size &&
      header['from'] === from &&
      length === content.size - from &&
      (source === 'cache' || source === 'disk') &&
      typeof tag === 'string',
    `${name} from ${from}: header ${JSON.stringify(header)}`,
  );
}

/**
 * Receives a whole answer to `get`, body and closing line, and checks every byte of it; gives its tag.
 *
 * @throws WrongAnswer
 */
export async function receiveWhole(
  client: WireClient,
  file: UnchangingFile,
  { from = 0, onPiece }: { from?: number; onPiece?: () => Promise<void> | undefined } = {},
): Promise<string> {
  const header = await client.readJson();
  expectHeader(header, file, from);
  const { name, content } = file;
  let offset = from;
  let checksum = 0;
  for await (const piece of client.readPieces(content.size - from)) {
    expectBytes(content, piece, { name, offset });
    checksum = crc32(piece, checksum);
    offset += piece.length;
    await onPiece?.();
  }
  const closing = await client.readLine();
  const expected = `{"end":true,"crc32":"${checksum.toString(16).padStart(8, '0')}"}`;
  expectThat(closing === expected, `${name}: closed by ${closing} instead of ${expected}`);
  return header['tag'] as string;
}

/** @throws WrongAnswer */
export function expectBytes(
  content: KnownContent,
  piece: Buffer,
  { name, offset }: { readonly name: string; readonly offset: number },
): void {
  expectThat(
    content.matches(piece, offset),
    `${name}: wrong bytes in ${offset} to ${offset + piece.length} of ${content.size}`,
  );
}

/** Whether the server ended or reset the connection, rather than that something else failed. */
export function isCut(error: unknown): boolean {
  return error instanceof EndedError || (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

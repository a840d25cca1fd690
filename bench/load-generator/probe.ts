import { connect } from 'node:net';
import type { AnswerShape } from './load.ts';

const TIMEOUT_MS = 10_000;

/** How the end of an answer is found, and what surrounds its body. */
export type AnswerFormat = 'native' | 'http' | 'body-until-close' | { readonly bodyBytes: number };

/**
 * Asks once and looks at the whole answer: how long it is, and that it holds exactly the body that
 * is expected. The load generator then counts answers of this length.
 */
export async function probe(target: {
  readonly port: number;
  readonly request: Uint8Array;
  readonly format: AnswerFormat;
  readonly body: Buffer;
}): Promise<AnswerShape> {
  const { port, request, format, body } = target;
  const answer = await askFor(port, request, format);
  const { from, to } = bodyRange(answer, format);
  if (!answer.subarray(from, to).equals(body)) {
    throw new Error(`Port ${port} did not answer with the file's content.`);
  }
  return { bytes: answer.length, firstByte: answer[0]! };
}

function askFor(port: number, request: Uint8Array, format: AnswerFormat): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    let expected: number | undefined;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`Port ${port} did not answer.`)));
    socket.write(request);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      try {
        expected ??= expectedLength(chunks.length === 1 ? chunk : Buffer.concat(chunks), format);
      } catch (error) {
        socket.destroy(error as Error);
        return;
      }
      if (expected === received) socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      if (expected === undefined || expected === received) resolve(Buffer.concat(chunks));
      else reject(new Error(`Port ${port} sent ${received} of ${expected} bytes.`));
    });
  });
}

const HTTP_HEADER_END = '\r\n\r\n';
/** `{"end":true,"crc32":"` 8 digits `"}` and a line feed. */
const CLOSING_LINE_BYTES = 32;

/** `undefined` while it is not known, or if only the end of the connection tells. */
function expectedLength(start: Buffer, format: AnswerFormat): number | undefined {
  if (format === 'body-until-close') return undefined;
  if (typeof format === 'object') return format.bodyBytes;
  if (format === 'http') {
    const headerEnd = start.indexOf(HTTP_HEADER_END);
    if (headerEnd === -1) return undefined;
    const header = start.toString('latin1', 0, headerEnd);
    const length = /^content-length: (\d+)$/im.exec(header)?.[1];
    if (!header.startsWith('HTTP/1.1 200 ') || length === undefined) {
      throw new Error(`The HTTP server answered: ${header.split('\r\n')[0] ?? ''}`);
    }
    return headerEnd + HTTP_HEADER_END.length + Number(length);
  }
  const lineEnd = start.indexOf('\n');
  if (lineEnd === -1) return undefined;
  const header = JSON.parse(start.toString('utf8', 0, lineEnd)) as { ok: boolean; length: number };
  if (!header.ok) throw new Error(`The server answered: ${start.toString('utf8', 0, lineEnd)}`);
  return lineEnd + 1 + header.length + CLOSING_LINE_BYTES;
}

function bodyRange(answer: Buffer, format: AnswerFormat): { from: number; to: number } {
  if (format === 'native') {
    return { from: answer.indexOf('\n') + 1, to: answer.length - CLOSING_LINE_BYTES };
  }
  if (format === 'http') {
    return { from: answer.indexOf(HTTP_HEADER_END) + HTTP_HEADER_END.length, to: answer.length };
  }
  return { from: 0, to: answer.length };
}

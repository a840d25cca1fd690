import { connect } from 'node:net';
import type { Question } from './load.ts';

const TIMEOUT_MS = 10_000;
const OUTSTANDING = 16;

/** How the end of an answer is found, and what surrounds its body. */
export type AnswerFormat = 'native' | 'http' | 'body until close';

export interface ProbedFile {
  readonly request: Uint8Array;
  readonly body: Buffer;
}

/**
 * Asks for each file once and looks at the whole answer: that it holds exactly the file's content,
 * and how long it is. The load generator then counts answers of these lengths.
 *
 * @param keepsConnection - asks all over one connection, else a new one for each
 */
export async function probe(
  target: { port: number; format: AnswerFormat; keepsConnection: boolean },
  files: readonly ProbedFile[],
): Promise<Question[]> {
  const { port, format, keepsConnection } = target;
  if (keepsConnection) return probeOverOne(port, format, files);
  const questions: Question[] = [];
  for (const file of files) questions.push(...(await probeOverOne(port, format, [file])));
  return questions;
}

function probeOverOne(
  port: number,
  format: AnswerFormat,
  files: readonly ProbedFile[],
): Promise<Question[]> {
  return new Promise((resolve, reject) => {
    const questions: Question[] = [];
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`Port ${port} did not answer.`)));
    for (const { request } of files.slice(0, OUTSTANDING)) socket.write(request);

    let chunks: Buffer[] = [];
    let received = 0;
    let expected: number | undefined;
    const finish = (answer: Buffer): void => {
      const { request, body } = files[questions.length]!;
      if (!bodyOf(answer, format).equals(body)) {
        throw new Error(`Port ${port} did not answer with the file's content.`);
      }
      questions.push({ request, answerBytes: answer.length, firstByte: answer[0]! });
      const next = files[questions.length - 1 + OUTSTANDING];
      if (next !== undefined) socket.write(next.request);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      received += chunk.length;
      while (format !== 'body until close') {
        if (expected === undefined) {
          if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
          expected = expectedBytes(chunks[0]!, format);
        }
        if (expected === undefined || received < expected) return;
        const all = Buffer.concat(chunks);
        finish(all.subarray(0, expected));
        received -= expected;
        chunks = [all.subarray(expected)];
        expected = undefined;
        if (questions.length === files.length) {
          if (received > 0) throw new Error(`Port ${port} sent more than was asked for.`);
          socket.destroy();
          return;
        }
      }
    };
    socket.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.once('end', () => {
      if (format !== 'body until close') return;
      try {
        finish(Buffer.concat(chunks));
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.once('error', reject);
    socket.once('close', () => {
      if (questions.length === files.length) resolve(questions);
      else reject(new Error(`Port ${port} closed the connection too early.`));
    });
  });
}

const HTTP_HEADER_END = '\r\n\r\n';
/** `{"end":true,"crc32":"` 8 digits `"}` and a line feed. */
const CLOSING_LINE_BYTES = 32;

/** `undefined` while it is not known. */
function expectedBytes(start: Buffer, format: 'native' | 'http'): number | undefined {
  if (format === 'http') {
    const headerEnd = start.indexOf(HTTP_HEADER_END);
    if (headerEnd === -1) return undefined;
    const header = start.toString('latin1', 0, headerEnd);
    const length = /^content-length: (\d+)$/im.exec(header)?.[1];
    if (!/^HTTP\/1\.[01] 200 /.test(header) || length === undefined) {
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

function bodyOf(answer: Buffer, format: AnswerFormat): Buffer {
  if (format === 'native') {
    return answer.subarray(answer.indexOf('\n') + 1, answer.length - CLOSING_LINE_BYTES);
  }
  return format === 'http'
    ? answer.subarray(answer.indexOf(HTTP_HEADER_END) + HTTP_HEADER_END.length)
    : answer;
}

import assert from 'node:assert/strict';
import { wantsToKeep } from '../../../src/engine/dialects/http/request-head.ts';
import { HttpRequestReader } from '../../../src/engine/dialects/http/request-reader.ts';

const STATUSES = new Set([
  ...[
    200, 204, 206, 304, 308, 400, 403, 404, 405, 412, 413, 414, 416, 417, 421, 431, 501, 503, 505,
  ],
]);

interface Answer {
  readonly status: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/**
 * What came back is one answer of HTTP to each request in its order, whole, and nothing else; files have
 * their own content. The end may be missing where the server hung up on what it had not read.
 */
export function expectHttpAnswers(
  contents: ReadonlyMap<string, Buffer>,
  sent: Buffer,
  received: Buffer,
  failure: Error | undefined,
): 'accepted' | 'refused' {
  const reader = new HttpRequestReader();
  reader.push(sent);
  let at = 0;
  let refusals = 0;
  for (let next = reader.next(); next.kind !== 'incomplete'; next = reader.next()) {
    if (failure !== undefined && at === received.length) return 'refused';
    if (next.kind === 'continue') {
      const interim = 'HTTP/1.1 100 Continue\r\n\r\n';
      assert.equal(received.toString('latin1', at, at + interim.length), interim);
      at += interim.length;
      continue;
    }
    const method = next.kind === 'request' ? next.head.method : '';
    const { answer, end } = readAnswer(received, at, method);
    at = end;
    assert.ok(STATUSES.has(answer.status), `a status ${answer.status}`);
    if (answer.status >= 400) refusals += 1;
    if (next.kind === 'problem') {
      assert.equal(answer.status, next.problem.status);
      break;
    }
    if (method === 'GET') expectContent(contents, next.head.target, answer);
    if (answer.fields.get('connection') === 'close') break;
    assert.ok(wantsToKeep(next.head), 'kept against its wish');
  }
  assert.equal(at, received.length, 'more than was asked for');
  return refusals === 0 ? 'accepted' : 'refused';
}

function expectContent(
  contents: ReadonlyMap<string, Buffer>,
  target: string,
  { status, fields, body }: Answer,
): void {
  const content = contents.get(target.slice(1));
  if (content === undefined || (status !== 200 && status !== 206)) return;
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(fields.get('content-range') ?? '');
  assert.equal(range !== null, status === 206, 'a part without its range');
  const [from, last] =
    range === null ? [0, content.length - 1] : [Number(range[1]), Number(range[2])];
  assert.ok(body.equals(content.subarray(from, last + 1)), `another content of ${target}`);
}

function readAnswer(
  received: Buffer,
  begin: number,
  method: string,
): { readonly answer: Answer; readonly end: number } {
  const headEnd = received.indexOf('\r\n\r\n', begin);
  assert.ok(headEnd !== -1, 'an answer is missing');
  const [line = '', ...lines] = received.toString('latin1', begin, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) [ -~]+$/.exec(line)?.[1]);
  const fields = new Map(
    lines.map((field) => {
      const [, name, value] = /^([A-Za-z-]+): ([ -~]*)$/.exec(field) ?? assert.fail(field);
      return [name!.toLowerCase(), value!];
    }),
  );
  const at = headEnd + 4;
  if (method === 'HEAD' || status === 204 || status === 304) {
    return { answer: { status, fields, body: Buffer.alloc(0) }, end: at };
  }
  if (fields.get('transfer-encoding') === 'chunked') {
    const { body, end } = readChunks(received, at);
    return { answer: { status, fields, body }, end };
  }
  // Without a length, up to the end of the connection.
  const length = fields.get('content-length');
  const end = length === undefined ? received.length : at + Number(length);
  assert.ok(end <= received.length, 'a body is cut short');
  return { answer: { status, fields, body: received.subarray(at, end) }, end };
}

function readChunks(
  received: Buffer,
  begin: number,
): { readonly body: Buffer; readonly end: number } {
  const chunks: Buffer[] = [];
  for (let at = begin; ;) {
    const lineEnd = received.indexOf('\r\n', at);
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), 16);
    assert.ok(lineEnd !== -1 && size >= 0, 'a chunk is missing');
    const end = lineEnd + 2 + size;
    chunks.push(received.subarray(lineEnd + 2, end));
    assert.equal(received.toString('latin1', end, end + 2), '\r\n', 'a chunk is cut short');
    at = end + 2;
    if (size === 0) return { body: Buffer.concat(chunks), end: at };
  }
}

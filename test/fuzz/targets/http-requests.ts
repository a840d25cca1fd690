import assert from 'node:assert/strict';
import { wantsToKeep } from '../../../src/engine/dialects/http/request-head.ts';
import { HttpRequestReader } from '../../../src/engine/dialects/http/request-reader.ts';
import { anyCuts } from '../make/bytes.ts';
import { httpConversation } from '../make/http.ts';
import { target } from '../target.ts';
import { type HttpMessage, NodeHttp } from './node-http.ts';

interface Conversation {
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
}

interface Outcome {
  readonly messages: readonly HttpMessage[];
  /** Why no more was read: more is needed, it was refused, or the client said that it was the last. */
  readonly end: 'incomplete' | 'refused' | 'closed';
}

const NOTHING = Buffer.alloc(0);

let node: NodeHttp | undefined;

/**
 * Requests of HTTP, beside Node's own parser (llhttp): no message that it refuses, none that ends
 * elsewhere or has another content, and none that it does not see. Ours may refuse more.
 *
 * Bytes above ASCII are letters to Node: ours takes them in a target, where Node refuses them, because
 * clients send names in UTF-8 without encoding them. Elsewhere both take, or ours refuses, such bytes.
 *
 * Not compared: inputs that name an upgrade, and those with CONNECT. Ours refuses CONNECT and takes an
 * upgrade for a wish that it does not grant; Node leaves the rest of such a connection to its user.
 */
export const httpRequestsTarget = target<Conversation>('http-requests', {
  make: (random) => ({ bytes: httpConversation(random), cuts: anyCuts(random) }),
  check: async ({ bytes, cuts }) => {
    // Byte by byte, so that it is seen where each message ends.
    const ours = read(bytes, [1]);
    const { messages, end } = read(bytes, cuts);
    assert.equal(end, ours.end, 'it ends otherwise when it is cut otherwise');
    assert.deepEqual(
      messages.map(({ method, target: path }) => [method, path]),
      ours.messages.map(({ method, target: path }) => [method, path]),
      'it reads otherwise when it is cut otherwise',
    );
    if (/upgrade|CONNECT/i.test(bytes.toString('latin1'))) return 'refused';
    node ??= new NodeHttp();
    const theirs = await node.read(asAscii(bytes));
    for (const [at, { method, target: path, content }] of ours.messages.entries()) {
      const message = [method, asAscii(Buffer.from(path, 'latin1')).toString(), asAscii(content)];
      const seen = theirs[at];
      assert.deepEqual(
        message,
        seen && [seen.method, seen.target, seen.content],
        `message ${at} is another one to Node`,
      );
    }
    if (ours.end !== 'refused') {
      assert.equal(theirs.length, ours.messages.length, 'Node sees messages that ours does not');
    }
    return ours.messages.length > 0 && ours.end !== 'refused' ? 'accepted' : 'refused';
  },
});

function asAscii(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte > 0x7f ? 0x78 : byte)));
}

function read(bytes: Buffer, cuts: readonly number[]): Outcome {
  const reader = new HttpRequestReader();
  const isByteByByte = cuts.length === 1 && cuts[0] === 1;
  const messages: HttpMessage[] = [];
  let begin = 0;
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = Math.min(at + cuts[turn % cuts.length]!, bytes.length);
    reader.push(bytes.subarray(at, end));
    at = end;
    for (let next = reader.next(); next.kind !== 'incomplete'; next = reader.next()) {
      if (next.kind === 'problem') return { messages, end: 'refused' };
      if (next.kind === 'continue') continue;
      const { method, target: path, fields } = next.head;
      // Only there is it known where the message ended.
      const content = isByteByByte
        ? contentOf(bytes.subarray(begin, at), fields.has('transfer-encoding'))
        : NOTHING;
      messages.push({ method, target: path, content });
      begin = at;
      if (!wantsToKeep(next.head)) return { messages, end: 'closed' };
    }
  }
  return { messages, end: 'incomplete' };
}

/** The content of one whole message. */
function contentOf(message: Buffer, isChunked: boolean): Buffer {
  let begin = 0;
  while (message[begin] === 0x0d && message[begin + 1] === 0x0a) begin += 2;
  const framed = message.subarray(message.indexOf('\r\n\r\n', begin) + 4);
  if (!isChunked) return framed;
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = framed.indexOf('\r\n', at);
    const size = Number.parseInt(framed.toString('latin1', at, lineEnd), 16);
    assert.ok(size >= 0, 'what was taken for chunks is none');
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(framed.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

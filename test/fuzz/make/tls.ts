import { changedBytes, tokensOf } from './bytes.ts';
import type { Random } from './random.ts';
import { RECORDED_HELLOS } from './recorded-hellos.ts';

/** Bytes before what a record holds: type, version, length (RFC 8446 section 5.1). */
const RECORD_HEADER = 5;
const HANDSHAKE = 0x16;
/** Change of cipher, alert, handshake, data, heartbeat, and none. */
const RECORD_TYPES = [0x14, 0x15, HANDSHAKE, 0x17, 0x18, 0x00, 0xff];
/** SSL 2 and 3, TLS 1.0 to 1.3, and versions that there are not. */
const VERSIONS = [0x0002, 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0305, 0x7f1c, 0xfeff, 0xffff];
const CIPHERS = [0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0x009c, 0x002f, 0x0000, 0x00ff, 0x5600];
/** A record holds at most 2^14 bytes, and 256 more once it is encrypted. */
const LENGTHS = [0, 1, 3, 4, 0x3fff, 0x4000, 0x4001, 0x4100, 0x4101, 0x4800, 0xffff];

/** Alerts, changes of cipher, and the openings of the dialects. */
export const TLS_TOKENS = tokensOf([
  ...['\x16\x03\x01', '\x16\x03\x03\x00\x00', '\x15\x03\x03\x00\x02\x02\x28'],
  ...['\x15\x03\x01\x00\x02\x01\x00', '\x14\x03\x03\x00\x01\x01', '\x01\x00\x00\x00', '\x02\x00'],
  ...['\x18\x03\x03\x00\x03\x01\x40\x00', '\x00\x2b\x00\x03\x02\x03\x04', '\x00\x00', '\xff\xff'],
  ...['{"op":"list"}\n', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'a.txt', 'list'],
]);

/** What somebody may send to open TLS, rightly or not, with whatever before and after it. */
export function tlsOpening(random: Random): Buffer {
  const hello = random.once(3) ? generatedHello(random) : random.pick(RECORDED_HELLOS);
  const changed = changedOpening(random, hello);
  const before = random.once(8) ? random.pick(TLS_TOKENS) : Buffer.alloc(0);
  const after = random.once(4) ? random.pick(TLS_TOKENS) : Buffer.alloc(0);
  return Buffer.concat([before, changed, after]);
}

function changedOpening(random: Random, hello: Buffer): Buffer {
  switch (random.below(9)) {
    case 0:
    case 8:
      return hello;
    case 1:
      return hello.subarray(0, random.below(hello.length + 1));
    case 2:
      return inRecords(random, hello.subarray(RECORD_HEADER));
    case 3:
      return record(
        random.pick(RECORD_TYPES),
        random.pick(VERSIONS),
        hello.subarray(RECORD_HEADER),
      );
    case 4:
      return oversized(random);
    case 5:
      // The handshake's own length is another than the record's.
      return withLength(hello, RECORD_HEADER + 1, 3, random.pick(LENGTHS));
    case 6:
      return withLength(hello, 3, 2, random.pick(LENGTHS));
    default:
      return changedBytes(random, hello, TLS_TOKENS);
  }
}

/** One handshake in several records, as it may be; some of them may be of no use. */
function inRecords(random: Random, handshake: Buffer): Buffer {
  const records: Buffer[] = [];
  const most = random.once(3) ? 4 : 1 + random.length(300);
  for (let at = 0; at < handshake.length;) {
    const length = 1 + random.below(most);
    records.push(record(HANDSHAKE, 0x0301, handshake.subarray(at, at + length)));
    at += length;
    if (random.once(40)) records.push(record(random.pick(RECORD_TYPES), 0x0303, random.bytes(2)));
    if (random.once(40)) records.push(record(HANDSHAKE, 0x0303, Buffer.alloc(0)));
  }
  return Buffer.concat(records);
}

/** A handshake message that says it is very long, and is: nobody has to hold so much for a stranger. */
function oversized(random: Random): Buffer {
  const header = Buffer.from([0x01, 0xff, 0xff, 0xff]);
  const records = random.several(1 + random.length(12), () =>
    record(HANDSHAKE, 0x0301, Buffer.alloc(random.pick([0x4000, 0x4001, 0x4800, 0xffff]), 0x2a)),
  );
  return Buffer.concat([record(HANDSHAKE, 0x0301, header), ...records]);
}

function record(type: number, version: number, body: Uint8Array): Buffer {
  const header = Buffer.from([type, version >> 8, version & 0xff, body.length >> 8, body.length]);
  return Buffer.concat([header, body]);
}

function withLength(bytes: Buffer, at: number, width: number, length: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUIntBE(length, at, width);
  return changed;
}

/** A ClientHello (RFC 8446 section 4.1.2) of parts that are right by themselves, and together if chance wants it. */
function generatedHello(random: Random): Buffer {
  const extensions = random.several(random.length(12), anyExtension);
  const body = Buffer.concat([
    number(random.pick(VERSIONS), 2),
    random.bytes(32),
    vector(random.bytes(random.pick([0, 32, 33])), 1),
    vector(Buffer.concat(random.several(random.length(30), () => anyOf(random, CIPHERS))), 2),
    vector(Buffer.from(random.pick([[0], [], [1, 0], [0xff]])), 1),
    vector(Buffer.concat(extensions), 2),
  ]);
  return record(HANDSHAKE, 0x0301, Buffer.concat([Buffer.of(0x01), vector(body, 3)]));
}

function anyExtension(random: Random): Buffer {
  const of = (type: number, body: Buffer): Buffer =>
    Buffer.concat([number(type, 2), vector(body, 2)]);
  switch (random.below(8)) {
    case 0:
      return of(0x2b, vector(Buffer.concat(random.several(3, () => anyOf(random, VERSIONS))), 1));
    case 1:
      // The name of the server.
      return of(0x00, vector(Buffer.concat([Buffer.of(0), vector(random.bytes(9), 2)]), 2));
    case 2:
      return of(0x10, vector(vector(Buffer.from('fifolio/1'), 1), 2));
    case 3:
      return of(0x0a, vector(Buffer.concat([number(0x1d, 2), number(0x17, 2)]), 2));
    case 4:
      return of(0x33, vector(Buffer.concat([number(0x1d, 2), vector(random.bytes(32), 2)]), 2));
    case 5:
      return of(0x0d, vector(Buffer.concat([number(0x0403, 2), number(0x0804, 2)]), 2));
    case 6:
      // A ticket that nobody gave.
      return of(0x23, random.bytes(random.length(200)));
    default:
      return of(random.below(0x10000), random.bytes(random.length(80)));
  }
}

function anyOf(random: Random, values: readonly number[]): Buffer {
  return number(random.once(8) ? random.below(0x10000) : random.pick(values), 2);
}

/** Bytes after their length, which takes `width` bytes. */
function vector(bytes: Buffer, width: number): Buffer {
  return Buffer.concat([number(bytes.length, width), bytes]);
}

function number(value: number, width: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

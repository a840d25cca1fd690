import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { AnswerStream } from './answer-stream.ts';

interface Answer {
  readonly body: Uint8Array | undefined;
}

/** What a listener was events, bodies put together again. */
function read(chunks: Iterable<Uint8Array>): string[] {
  const events: string[] = [];
  let body: Buffer | undefined;
  const stream = new AnswerStream({
    onLine: (line) => {
      if (body !== undefined) events.push(`body ${body.toString('hex')}`);
      body = undefined;
      const text = Buffer.from(line).toString();
      events.push(text);
      if (!text.startsWith('body of ')) return 0;
      body = Buffer.alloc(0);
      return Number(text.slice('body of '.length));
    },
    onBody: (bytes) => {
      if (body === undefined) throw new Error('a body that no line announced');
      body = Buffer.concat([body, bytes]);
    },
  });
  const reused = Buffer.alloc(4096);
  for (const chunk of chunks) {
    // As a connection does: the same memory again for every read.
    reused.set(chunk);
    stream.push(reused.subarray(0, chunk.length));
    reused.fill(0x21);
  }
  return events;
}

const answers = fc.array(
  fc.record({ body: fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined }) }),
  { maxLength: 12 },
);

function encode(list: readonly Answer[]): Buffer {
  return Buffer.concat(
    list.flatMap(({ body }) =>
      body === undefined
        ? [Buffer.from('line\n')]
        : [Buffer.from(`body of ${String(body.length)}\n`), body, Buffer.from('end\n')],
    ),
  );
}

test.prop([answers, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 })])(
  'any chunking of answers is read alike, out of one reused buffer',
  (list, lengths) => {
    const bytes = encode(list);
    const chunks: Uint8Array[] = [];
    for (let offset = 0, n = 0; offset < bytes.length; n += 1) {
      const length = lengths[n % lengths.length] ?? 1;
      chunks.push(bytes.subarray(offset, offset + length));
      offset += length;
    }
    const expected = list.flatMap(({ body }) =>
      body === undefined
        ? ['line']
        : [`body of ${String(body.length)}`, `body ${Buffer.from(body).toString('hex')}`, 'end'],
    );
    expect(read(chunks)).toEqual(expected);
  },
);

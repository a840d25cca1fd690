import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { copyShared } from './shared-copy.ts';

test.prop([fc.uint8Array({ maxLength: 300 }), fc.nat(20), fc.nat(20)])(
  'copies shared bytes to where they belong and touches nothing else',
  (content, before, after) => {
    const source = Buffer.from(new SharedArrayBuffer(after + content.length + before));
    source.set(content, after);
    const target = Buffer.alloc(before + content.length + after, 0xaa);
    copyShared(source, { start: after, length: content.length }, { target, at: before });
    expect(target).toEqual(
      Buffer.concat([Buffer.alloc(before, 0xaa), content, Buffer.alloc(after, 0xaa)]),
    );
  },
);

import { expect, it } from 'vitest';
import { downloadNotice } from './download-notice.ts';

it.each([
  [{ done: 0, failed: 0, verified: false }, undefined],
  [
    { done: 1, failed: 0, verified: true },
    { title: 'Download finished', body: 'Everything that arrived was verified.' },
  ],
  [
    { done: 3, failed: 1, verified: false },
    {
      title: '3 downloads finished',
      body: 'What arrived could not be verified: the server is a plain one. One more failed; retry it.',
    },
  ],
  [
    { done: 0, failed: 2, verified: false },
    { title: '2 downloads failed', body: 'Open Fifolio to see why and to retry.' },
  ],
])('of %o it says %o', (batch, notice) => {
  expect(downloadNotice(batch)).toEqual(notice);
});

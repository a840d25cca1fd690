import { expect, it } from 'vitest';
import { downloadNotice } from './download-notice.ts';

const NONE = { done: 0, failed: 0, canceled: 0, skipped: 0, omitted: 0, verified: false };

it.each([
  [NONE, undefined],
  [{ ...NONE, canceled: 2 }, undefined],
  [
    { ...NONE, done: 1, canceled: 2, skipped: 1, omitted: 3, verified: true },
    {
      title: 'Download finished',
      body:
        'All downloads were verified. 2 more were canceled. One was skipped: the file already existed. ' +
        'The server left out 3; Fifolio shows why.',
    },
  ],
  [
    { ...NONE, done: 1, verified: true },
    { title: 'Download finished', body: 'All downloads were verified.' },
  ],
  [
    { ...NONE, done: 3, failed: 1 },
    {
      title: '3 downloads finished',
      body: 'The downloads could not be verified: this is a plain server. One more failed; retry it.',
    },
  ],
  [
    { ...NONE, failed: 2 },
    { title: '2 downloads failed', body: 'Open Fifolio to see why and to retry.' },
  ],
])('of %o it says %o', (batch, notice) => {
  expect(downloadNotice(batch)).toEqual(notice);
});

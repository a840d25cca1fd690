import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { basicPassword } from './basic-password.ts';

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

// The examples of RFC 7617, sections 2 and 2.1.
it.each([
  ['Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', 'open sesame'],
  ['basic   dGVzdDoxMjPCow==', '123£'],
  [basic(':a:b'), 'a:b'],
  [basic('user:'), ''],
  [basic('user'), undefined],
  ['Basic', undefined],
  ['Basic !', undefined],
  ['Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==', undefined],
  [undefined, undefined],
])('%j has the password %j', (field, password) => {
  expect(basicPassword(field)).toBe(password);
});

test.prop([fc.string().filter((user) => !user.includes(':')), fc.string({ unit: 'grapheme' })])(
  'any password comes back, whatever the user name is',
  (user, password) => {
    expect(basicPassword(basic(`${user}:${password}`))).toBe(password);
  },
);

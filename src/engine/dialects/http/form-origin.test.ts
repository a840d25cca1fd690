import { describe, expect, it } from 'vitest';
import { isOwnForm } from './form-origin.ts';
import { HttpFields } from './request-head.ts';

const AUTHORITY = '192.0.2.7:8080';

describe('a form', () => {
  it.each<[isOwn: boolean, fields: Record<string, string>]>([
    [true, {}],
    [true, { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    [true, { 'sec-fetch-site': 'none' }],
    [true, { origin: `http://${AUTHORITY}` }],
    [true, { origin: `https://${AUTHORITY}` }],
    [false, { 'sec-fetch-site': 'same-site', origin: `http://${AUTHORITY}` }],
    [false, { 'sec-fetch-site': 'cross-site' }],
    [false, { origin: 'null' }],
    [false, { origin: '' }],
    [false, { origin: 'http://192.0.2.7' }],
    [false, { origin: 'http://192.0.2.7:8081' }],
    [false, { origin: 'http://evil.example' }],
    [false, { origin: `http://${AUTHORITY}.evil.example` }],
  ])('is our own: %s for %j', (isOwn, fields) => {
    expect(isOwnForm(new HttpFields(Object.entries(fields)), AUTHORITY)).toBe(isOwn);
  });

  it('of a name is compared without regard to case', () => {
    const fields = new HttpFields([['origin', 'http://nas:8080']]);
    expect(isOwnForm(fields, 'NAS:8080')).toBe(true);
    expect(isOwnForm(fields, undefined)).toBe(false);
  });
});

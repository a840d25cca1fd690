import { describe, expect, it } from 'vitest';
import { readServiceText, serviceName, serviceText } from './service-text.ts';

const fingerprint = 'A'.repeat(43);

describe('what a server says of itself', () => {
  it('is read back', () => {
    const facts = { protocol: 1, encrypted: true, code: true, fingerprint };
    const pairs = Object.entries(serviceText(facts)).map(([key, value]) => `${key}=${value}`);
    expect(readServiceText(pairs)).toEqual(facts);
  });

  it('may be anything', () => {
    const nothing = { protocol: 1, encrypted: false, code: false };
    expect(readServiceText(['=x', 'tls', 'code=', 'protocol=-1', 'key=short', ''])).toEqual(
      nothing,
    );
  });
});

describe('a name', () => {
  it('is cut between characters at 63 bytes', () => {
    expect(serviceName('ü'.repeat(40))).toBe('ü'.repeat(31));
    expect(serviceName(`${'a'.repeat(61)}💾`)).toBe('a'.repeat(61));
  });

  it('has no control characters, and is not empty', () => {
    expect(serviceName(' a\n\u0007b ')).toBe('a b');
    expect(serviceName(' \n')).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

it('allows nothing that is not named, and nothing inline', () => {
  expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'; /);
  expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe');
  expect(CONTENT_SECURITY_POLICY).not.toContain('*');
  for (const directive of ['base-uri', 'form-action', 'frame-ancestors']) {
    // These do not fall back on default-src.
    expect(CONTENT_SECURITY_POLICY).toContain(`${directive} 'none'`);
  }
});

import { describe, expect, it } from 'vitest';
import { sandboxRemedy, type SandboxFacts } from '../../scripts/start/sandbox.ts';

/** A checkout on Ubuntu 24.04, just installed. */
const UBUNTU: SandboxFacts = {
  platform: 'linux',
  asRoot: false,
  namespacesRestricted: true,
  helper: '/home/ada/fifolio/node_modules/electron/dist/chrome-sandbox',
  helperStatus: { uid: 1000, mode: 0o100755 },
};

describe("the command that lets Chromium's sandbox work", () => {
  it('gives the helper to root and sets its mode, where user namespaces are restricted', () => {
    expect(sandboxRemedy(UBUNTU)).toBe(
      `sudo chown root:root '${UBUNTU.helper}' && sudo chmod 4755 '${UBUNTU.helper}'`,
    );
  });

  it('is needed as long as one of the two is missing', () => {
    for (const helperStatus of [
      { uid: 0, mode: 0o100755 },
      { uid: 1000, mode: 0o104755 },
      { uid: 0, mode: 0o104750 },
    ]) {
      expect(sandboxRemedy({ ...UBUNTU, helperStatus })).toBeDefined();
    }
    expect(sandboxRemedy({ ...UBUNTU, helperStatus: { uid: 0, mode: 0o104755 } })).toBeUndefined();
  });

  it('is not needed elsewhere, as root, or where namespaces are allowed', () => {
    expect(sandboxRemedy({ ...UBUNTU, namespacesRestricted: false })).toBeUndefined();
    expect(sandboxRemedy({ ...UBUNTU, asRoot: true })).toBeUndefined();
    expect(sandboxRemedy({ ...UBUNTU, platform: 'darwin' })).toBeUndefined();
    expect(sandboxRemedy({ ...UBUNTU, platform: 'win32' })).toBeUndefined();
    expect(sandboxRemedy({ ...UBUNTU, helperStatus: undefined })).toBeUndefined();
  });

  it('can be pasted whatever the folder is called', () => {
    const helper = "/home/ada/it's here/chrome-sandbox";
    expect(sandboxRemedy({ ...UBUNTU, helper })).toContain(
      String.raw`'/home/ada/it'\''s here/chrome-sandbox'`,
    );
  });
});

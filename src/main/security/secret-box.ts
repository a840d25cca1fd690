import { safeStorage } from 'electron';
import type { SecretBox } from '../../host/settings/secret-store.ts';

/** The system's key store: Keychain, DPAPI, or what the desktop of Linux has. */
export const systemSecretBox: SecretBox = {
  async isSafe() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // Without a key store, Linux has Chromium use a key that is the same everywhere.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  async seal(secret) {
    return (await safeStorage.encryptStringAsync(secret)).toString('base64');
  },
  async open(sealed) {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
    return result;
  },
};

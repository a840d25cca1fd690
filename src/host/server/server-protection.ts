import { randomBytes } from 'node:crypto';
import {
  fingerprintWords,
  MADE_CODE_RANDOM_BYTES,
  makeAccessCode,
  openIdentity,
  renewIdentity,
  type ServerHandle,
  type ServerOptions,
  type TlsIdentity,
  watchIdentity,
} from '../../engine/index.ts';
import type { Protection, ProtectionChoice, ServerKey } from '../../shared/contract-server.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { SecretStore } from '../settings/secret-store.ts';

/** The code's name among the secrets. */
const CODE = 'serve';
/** How often it is looked whether a certificate that is kept is due. */
export const IDENTITY_MS: Milliseconds = 3_600_000;

/** With what a server says who it is. */
export interface IdentitySource {
  /** Makes one where there is none. @throws FailureError */
  readonly first: () => TlsIdentity | Promise<TlsIdentity>;
  /** That of before, renewed where that is due. @throws FailureError */
  readonly again: () => TlsIdentity | Promise<TlsIdentity>;
}

/** The identity that this program keeps in a folder. */
export function keptIdentity(folder: string): IdentitySource {
  return {
    first: () => openIdentity(folder, Date.now()),
    again: () => renewIdentity(folder, Date.now()),
  };
}

export interface ServerProtectionOptions {
  readonly secrets: SecretStore;
  readonly identity: IdentitySource;
  /** What whoever started the program has said about it, for every server of the host. */
  readonly given: {
    readonly access: ServerOptions['access'] | undefined;
    readonly tls: ServerOptions['tls'] | undefined;
  };
  readonly onError: (where: string, error: unknown) => void;
}

/** The access code and the key of the one server of a host. */
export class ServerProtection {
  readonly #options: ServerProtectionOptions;
  /** Made, or given, and not asked for while {@link ProtectionChoice.askForCode} is off. */
  #code: string | undefined;
  #asks = false;
  #identity: TlsIdentity | undefined;
  #key: ServerKey | undefined;

  constructor(options: ServerProtectionOptions) {
    this.#options = options;
    this.#code = options.given.access?.code;
  }

  /** What panels may know: everything. */
  get state(): Protection {
    return {
      ...(this.#asks && this.#code !== undefined ? { accessCode: this.#code } : {}),
      ...(this.#key === undefined ? {} : { key: this.#key }),
    };
  }

  /** The code to ask for, made if there is none yet; `undefined` to ask for none. */
  async ask(isAsked: boolean): Promise<string | undefined> {
    this.#asks = isAsked;
    if (isAsked) this.#code ??= (await this.#keptCode()) ?? (await this.#makeCode());
    return isAsked ? this.#code : undefined;
  }

  /** Another code in the place of the one there is. */
  async renew(): Promise<string> {
    this.#code = await this.#makeCode();
    this.#asks = true;
    return this.#code;
  }

  /** What a server needs that is started now. @throws FailureError where there is no key to encrypt with */
  async open({
    askForCode,
    encrypt,
  }: ProtectionChoice): Promise<Pick<ServerOptions, 'access' | 'tls'>> {
    const { given } = this.#options;
    const code = await this.ask(askForCode);
    await this.#show(encrypt ? await this.#options.identity.first() : undefined);
    const allowPlain = given.access?.allowPlain ?? false;
    // Who has chosen to encrypt does not want to be listened to by anybody.
    const only = given.tls?.only ?? true;
    return {
      ...(code === undefined ? {} : { access: { code, allowPlain } }),
      ...(this.#identity === undefined ? {} : { tls: { ...this.#identity, only } }),
    };
  }

  /** Says what a server is protected with that was started with what was given. */
  async adopt(): Promise<void> {
    const { given, identity } = this.#options;
    this.#asks = given.access !== undefined;
    await this.#show(given.tls === undefined ? undefined : await identity.again());
  }

  /** Has a running server follow its certificate; returns what ends that. */
  follow(server: ServerHandle): () => void {
    const { identity, onError } = this.#options;
    if (this.#identity === undefined) return () => undefined;
    return watchIdentity({
      current: this.#identity,
      load: identity.again,
      use: (found) => server.setTlsIdentity(found),
      onChanged: (found) => {
        this.#show(found).catch((error: unknown) => {
          onError('identity', error);
        });
      },
      onProblem: (error) => {
        onError('identity', error);
      },
      intervalMs: IDENTITY_MS,
    });
  }

  /** The server has ended: nothing is encrypted any more. */
  close(): void {
    this.#identity = undefined;
    this.#key = undefined;
  }

  async #show(identity: TlsIdentity | undefined): Promise<void> {
    this.#identity = identity;
    this.#key = identity && {
      fingerprint: identity.fingerprint,
      words: await fingerprintWords(identity.fingerprint),
    };
  }

  async #keptCode(): Promise<string | undefined> {
    const { secrets } = this.#options;
    await secrets.opened;
    return secrets.get(CODE);
  }

  async #makeCode(): Promise<string> {
    const code = makeAccessCode(randomBytes(MADE_CODE_RANDOM_BYTES));
    await this.#options.secrets.set(CODE, code, { lasts: true });
    return code;
  }
}

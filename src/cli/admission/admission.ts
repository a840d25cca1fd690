import { homedir } from 'node:os';
import {
  fingerprintWords,
  parseExpectedKey,
  parseFingerprint,
  TrustList,
} from '../../engine/index.ts';
import type { KeyFingerprint, ServerAccess } from '../../engine/index.ts';
import { trustListPath } from '../../host/settings/data-directory.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import { FailureError } from '../../shared/failure.ts';
import { failureSentence } from '../../shared/failure-sentences.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import { CliError, usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printError, printNote } from '../output/error-line.ts';
import { readAccessCode } from '../settings/access-code.ts';
import type { ServerArgument } from '../settings/host-port.ts';
import type { ACCESS_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags, SettingValues } from '../settings/settings.ts';
import { quote } from '../settings/values.ts';
import { canAsk, promptLine } from './prompt.ts';

/** Where a server is, how it is known, and how to get in. */
export type KnownServer = Endpoint & ServerAccess;

type AccessSettings = SettingValues<(typeof ACCESS_SETTING_KEYS)[number]>;

export interface AdmissionOptions {
  readonly server: ServerArgument;
  readonly settings: AccessSettings;
  readonly flags: RawFlags;
}

/** As many as ssh asks for. */
const MOST_QUESTIONS = 3;

/** The list of trusted servers of whoever runs the program. */
export function ownTrustList({ environment }: Pick<Context, 'environment'>): TrustList {
  const { platform } = process;
  return new TrustList(trustListPath({ platform, environment, home: homedir() }));
}

/**
 * Finds out how a server is known and how to get in: what a flag says comes before what a link says, and
 * that before environment and configuration file. Nothing of it turns off an encryption that another asks for.
 *
 * @throws {CliError} usage or local; {@link FailureError} where a link has another key than the one that is
 * remembered, or the list of trusted servers cannot be read
 */
export async function openAdmission(
  context: Context,
  { server: { endpoint, link = NO_LINK }, settings, flags }: AdmissionOptions,
): Promise<Admission> {
  const hasCodeFlag = flags['accessCode'] !== undefined || flags['accessCodeFile'] !== undefined;
  const accessCode =
    link.accessCode !== undefined && !hasCodeFlag
      ? link.accessCode
      : await readAccessCode(settings);
  const told = await readKey(settings.fingerprint);
  const linked = flags['fingerprint'] === undefined ? readLinkedKey(link.key) : undefined;
  const isEncrypted = settings.tls === true || link.isEncrypted || told !== undefined;
  return new Admission(context, endpoint, { accessCode, isEncrypted, told, linked });
}

const NO_LINK: NonNullable<ServerArgument['link']> = { isEncrypted: false };

/** What completes a sentence about something that is no fingerprint. */
const NO_FINGERPRINT =
  'is not the fingerprint of a key: write it as the server shows it, in 43 characters, 64 hex digits or twelve words';

async function readKey(text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const key = await parseExpectedKey(text);
  if (key === undefined) throw usageError(`${quote(text)} ${NO_FINGERPRINT}`);
  return key;
}

function readLinkedKey(text: string | undefined): KeyFingerprint | undefined {
  if (text === undefined) return undefined;
  const key = parseFingerprint(text);
  if (key === undefined) throw usageError(`The key in the link, ${quote(text)}, ${NO_FINGERPRINT}`);
  return key;
}

interface Access {
  readonly accessCode: string | undefined;
  readonly isEncrypted: boolean;
  /** What a setting says about the key; see `ExpectedKey`. */
  readonly told: string | undefined;
  /** What a link says about it. */
  readonly linked: KeyFingerprint | undefined;
}

/** The way into one server, which is the same for all connections of a command. */
export class Admission {
  readonly #context: Context;
  readonly #endpoint: Endpoint;
  readonly #access: Access;
  readonly #trusted: TrustList;
  /** What a person has answered. */
  #typedCode: string | undefined;
  #confirmedKey: string | undefined;

  constructor(context: Context, endpoint: Endpoint, access: Access) {
    this.#context = context;
    this.#endpoint = endpoint;
    this.#access = access;
    this.#trusted = ownTrustList(context);
  }

  /**
   * Does something with the server. Where it fails as the server is not known yet, or asks for a code, a
   * person at the terminal is asked, and it is done again.
   */
  async attempt<T>(work: (server: KnownServer) => Promise<T>): Promise<T> {
    for (let questions = 0; ;) {
      const server = this.known;
      try {
        const result = await work(server);
        await this.#rememberLinked();
        return result;
      } catch (error) {
        if (!(error instanceof FailureError) || !canAsk(this.#context)) throw error;
        const { failure } = error;
        if (failure.code === 'unknown-key' && this.#confirmedKey === undefined) {
          if (!(await this.#meet(failure))) throw error;
        } else if (
          failure.code === 'unauthorized' &&
          this.#access.accessCode === undefined &&
          questions < MOST_QUESTIONS
        ) {
          questions += 1;
          if (failure.accessCode === 'wrong') printError(this.#context, failureSentence(failure));
          if (!(await this.#askForCode())) throw error;
        } else {
          throw error;
        }
      }
    }
  }

  /** What is known of it now. @throws as {@link openAdmission} does */
  get known(): KnownServer {
    const { isEncrypted, accessCode = this.#typedCode } = this.#access;
    const code = accessCode === undefined ? {} : { accessCode };
    return isEncrypted
      ? { ...this.#endpoint, ...code, tls: this.#tls() }
      : { ...this.#endpoint, ...code };
  }

  #tls(): NonNullable<ServerAccess['tls']> {
    const { told, linked } = this.#access;
    // Where a link says it too, its word is fresher than that of the surroundings.
    if (told !== undefined && linked === undefined) {
      return { key: { fingerprint: told, knownFrom: 'user' } };
    }
    const known = this.#confirmedKey ?? this.#trusted.find(this.#endpoint)?.fingerprint;
    if (linked !== undefined && known !== undefined && linked !== known) {
      throw new CliError(EXIT.refused, this.#describeOtherKey());
    }
    if (known !== undefined) return { key: { fingerprint: known, knownFrom: 'trust-list' } };
    return linked === undefined ? {} : { key: { fingerprint: linked, knownFrom: 'user' } };
  }

  #describeOtherKey(): string {
    const address = formatEndpoint(this.#endpoint);
    return `The link has another key for ${address} than the one it is known by. Either its key was renewed, or the link is not from whoever runs it. If it is: fifolio trust remove ${address}, then use the link again`;
  }

  /** Shows a key that is not known. @returns whether it is trusted now */
  async #meet(failure: Extract<Failure, { readonly code: 'unknown-key' }>): Promise<boolean> {
    const { fingerprint } = failure;
    const { err } = this.#context.terminal;
    printNote(this.#context, failureSentence(failure));
    const words = await fingerprintWords(fingerprint);
    err.line(`\n  ${err.colors.bold(words)}\n  ${fingerprint}\n`);
    const answer = await promptLine(
      this.#context,
      'Is it the same, and trusted from now on? (yes/no) ',
      true,
    );
    if (!/^y(es)?$/i.test(answer?.trim() ?? '')) return false;
    this.#confirmedKey = fingerprint;
    await this.#remember(fingerprint);
    return true;
  }

  async #askForCode(): Promise<boolean> {
    const question = `Access code for ${formatEndpoint(this.#endpoint)} (not shown): `;
    const typed = await promptLine(this.#context, question, false);
    if (typed === undefined || typed.trim() === '') return false;
    this.#typedCode = typed;
    return true;
  }

  /** What a link says is a first meeting, too. */
  async #rememberLinked(): Promise<void> {
    const { linked } = this.#access;
    if (linked !== undefined) await this.#remember(linked);
  }

  /** A disk that cannot keep it must keep nobody from what was confirmed. */
  async #remember(fingerprint: string): Promise<void> {
    try {
      await this.#trusted.remember(this.#endpoint, fingerprint);
    } catch (error) {
      if (!(error instanceof FailureError) || error.kind === 'changed-key') throw error;
      const reason = failureSentence(error.failure);
      printNote(this.#context, `the key is trusted this time only: ${reason}`);
    }
  }
}

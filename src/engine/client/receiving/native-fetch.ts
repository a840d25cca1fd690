import type { RefusalCode } from '../../../shared/server-state.ts';
import type { Bytes } from '../../../shared/units.ts';
import { MIB } from '../../../shared/units.ts';
import { decodeClosingLine, decodeGetHeader } from '../../dialects/native-answer-decoder.ts';
import type { FileDownload } from './file-download.ts';
import type { AnswerHandler, NativeConnection } from '../remote/native-connection.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled, connectionLost } from '../client-failures.ts';

/** How one request for a file ended. */
export type FetchResult =
  /** All bytes are in the part, and confirmed. */
  | { readonly kind: 'received' }
  /** The part is of another version than the server's, whose tag this is. */
  | { readonly kind: 'ask-again'; readonly tag: string }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly message: string;
      /** With `changed`: of the version that is there now. */
      readonly tag: string | undefined;
    }
  /** The connection has ended; `wasNext`: because of this file, as far as one can tell. */
  | { readonly kind: 'lost'; readonly error: FailureError; readonly wasNext: boolean }
  | { readonly kind: 'failed'; readonly error: FailureError };

/** An unwanted body up to this length is read and thrown away; for a longer one a new connection is cheaper. */
const CHEAP_TO_DISCARD: Bytes = 4 * MIB;

export interface FetchOptions {
  /** Ends this request; others on the connection go on, or are lost without blame. */
  readonly signal: AbortSignal;
  /** The answer has begun; called once at most. */
  readonly onBegun: () => void;
}

/** Asks for a file, from where its part ends. Never rejects. */
export function fetchNative(
  connection: NativeConnection,
  download: FileDownload,
  options: FetchOptions,
): Promise<FetchResult> {
  return new Promise((resolve) => {
    const answer = new FileAnswer(connection, download, options, resolve);
    connection.request(download.request(), answer);
  });
}

/** The handler of one `get` answer. After a failure of its own it reads on, so that others can follow. */
class FileAnswer implements AnswerHandler {
  readonly #connection: NativeConnection;
  readonly #download: FileDownload;
  readonly #options: FetchOptions;
  readonly #resolve: (result: FetchResult) => void;
  #bodyLeft: Bytes = 0;
  #begun = false;
  #result: FetchResult | undefined;

  constructor(
    connection: NativeConnection,
    download: FileDownload,
    options: FetchOptions,
    resolve: (result: FetchResult) => void,
  ) {
    this.#connection = connection;
    this.#download = download;
    this.#options = options;
    this.#resolve = resolve;
    options.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onNext(): void {
    this.#download.beginTiming();
  }

  onLine(line: Uint8Array): Bytes | 'done' {
    return this.#begun ? this.#onClosingLine(line) : this.#onHeader(line);
  }

  onBody(bytes: Uint8Array): void {
    this.#bodyLeft -= bytes.length;
    if (this.#result !== undefined) return;
    try {
      this.#download.receive(bytes);
    } catch (error) {
      this.#failLocally(error);
    }
  }

  onFailed(error: FailureError, wasNext: boolean): void {
    this.#end({ kind: 'lost', error, wasNext });
  }

  #onHeader(line: Uint8Array): Bytes | 'done' {
    const answered = decodeGetHeader(line);
    if (!answered.ok) {
      const { code, message, tag } = answered.refusal;
      this.#end({ kind: 'refused', code, message, tag });
      return 'done';
    }
    this.#begun = true;
    this.#bodyLeft = answered.answer.length;
    if (this.#result === undefined) {
      try {
        const next = this.#download.begin(answered.answer, this.#connection.address);
        if (next === 'ask-again') this.#end({ kind: 'ask-again', tag: answered.answer.tag });
        else this.#options.onBegun();
      } catch (error) {
        this.#failLocally(error);
      }
    }
    this.#abandonIfLong();
    return answered.answer.length;
  }

  #onClosingLine(line: Uint8Array): 'done' {
    const closing = decodeClosingLine(line);
    if (this.#result !== undefined) return 'done';
    try {
      this.#download.confirm(closing, this.#connection.address);
      this.#end({ kind: 'received' });
    } catch (error) {
      if (!(error instanceof FailureError) || error.kind !== 'verification') throw error;
      this.#end({ kind: 'failed', error });
    }
    return 'done';
  }

  /** Trouble on this computer concerns this file alone; all other trouble ends the connection. */
  #failLocally(error: unknown): void {
    if (!(error instanceof FailureError) || error.kind !== 'local') throw error;
    this.#end({ kind: 'failed', error });
    this.#abandonIfLong();
  }

  readonly #onAbort = (): void => {
    this.#end({ kind: 'failed', error: canceled() });
    this.#abandonIfLong();
  };

  #abandonIfLong(): void {
    if (this.#result !== undefined && this.#bodyLeft > CHEAP_TO_DISCARD) {
      this.#connection.close(connectionLost(this.#connection.address, 'giving-up-another-file'));
    }
  }

  #end(result: FetchResult): void {
    if (this.#result !== undefined) return;
    this.#result = result;
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    this.#resolve(result);
  }
}

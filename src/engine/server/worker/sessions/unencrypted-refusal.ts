import type { RequestLog } from '../request-log.ts';
import { encodeRefused } from './native-refusal.ts';
import type { Session, SessionConnection } from './session.ts';

const FAILURE = {
  code: 'forbidden',
  why: { reason: 'encryption-needed' },
} as const;

/**
 * Stands in for a session where a server takes encrypted connections only and the client's is not. What it
 * asks for is not looked at.
 */
export class UnencryptedRefusal implements Session {
  readonly isBusy = false;
  readonly #connection: SessionConnection;
  readonly #requests: RequestLog;
  readonly #dialect: 'native' | 'plain';

  constructor(connection: SessionConnection, requests: RequestLog, dialect: 'native' | 'plain') {
    this.#connection = connection;
    this.#requests = requests;
    this.#dialect = dialect;
  }

  receive(): void {
    const { origin, socket } = this.#connection;
    const subject = { dialect: this.#dialect, op: '', name: '' };
    this.#requests.begin(origin, subject).refused(FAILURE);
    if (this.#dialect === 'plain') {
      // There is no word for it, and an ordinary end would be an empty file.
      this.#connection.cut();
      return;
    }
    socket.write(encodeRefused(FAILURE));
    this.#connection.finish();
  }

  endInput(): void {
    // Everything has been said.
  }
}

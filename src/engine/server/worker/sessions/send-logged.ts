import type { Body } from '../sending/body-progress.ts';
import { CutError } from '../sending/cut-error.ts';
import type { RequestSubject } from '../request-log.ts';
import type { SessionConnection, SessionServices } from './session.ts';

/**
 * Sends a body to a connection's client and keeps the request log up to date about it.
 *
 * @throws whatever made it impossible to complete; the connection must then be cut.
 */
export async function sendLogged(
  { sender, requests }: SessionServices,
  connection: SessionConnection,
  subject: RequestSubject,
  body: Omit<Body, 'socket' | 'onProgress'>,
): Promise<void> {
  const { size, from, content } = body;
  const transfer = requests.started(connection.origin, subject, {
    size,
    from,
    source: content.source,
  });
  try {
    await sender.send({
      ...body,
      socket: connection.socket,
      onProgress: (sentBytes) => {
        transfer.sentBytes = sentBytes;
      },
    });
  } catch (error) {
    const message = error instanceof CutError ? error.message : 'the connection was lost';
    requests.failed(transfer, { code: 'cut', message });
    throw error;
  }
  requests.completed(transfer);
}

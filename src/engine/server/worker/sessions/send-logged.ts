import type { Body } from '../sending/body-progress.ts';
import { CutError } from '../sending/cut-error.ts';
import type { AnswerDetails, LoggedRequest } from '../request-log.ts';
import type { SessionConnection, SessionServices } from './session.ts';

export type BodyToSend = Omit<Body, 'socket' | 'isEncrypted' | 'onProgress'>;

/**
 * Sends a body to a connection's client and keeps the request's log up to date about it.
 *
 * @throws whatever made it impossible to complete; the connection must then be cut.
 */
export function sendLogged(
  services: SessionServices,
  connection: SessionConnection,
  request: LoggedRequest,
  body: BodyToSend,
): Promise<void> {
  const { from, end, content } = body;
  const details = { size: end, from, source: content.source };
  return sendSeveral(services, connection, request, { details, bodies: [body] });
}

/**
 * As {@link sendLogged}, for an answer that has several bodies, one after the other; each is asked for when
 * those before it were sent.
 */
export async function sendSeveral(
  { sender }: SessionServices,
  { socket, isEncrypted }: SessionConnection,
  request: LoggedRequest,
  { details, bodies }: { readonly details: AnswerDetails; readonly bodies: Iterable<BodyToSend> },
): Promise<void> {
  const transfer = request.sending(details);
  try {
    let before = 0;
    for (const body of bodies) {
      await sender.send({
        ...body,
        socket,
        isEncrypted,
        onProgress: (sentBytes) => {
          transfer.sentBytes = before + sentBytes;
        },
      });
      before += body.end - body.from;
    }
  } catch (error) {
    const why = error instanceof CutError ? error.why : ({ reason: 'connection-lost' } as const);
    transfer.failed({ code: 'cut', why });
    throw error;
  }
  transfer.completed();
}

import type { RefusalCode } from '../../../../../shared/server-state.ts';
import { type HttpStatus, RETRY_AFTER } from '../../../../dialects/http/answer-head.ts';
import { pathOfName } from '../../../../../shared/name-path.ts';
import { FILE_REFUSALS } from '../../../../files/file-refusal.ts';
import type { FileRefusal } from '../../../../files/file-root.ts';
import type { LoggedRequest } from '../../request-log.ts';
import type { HttpExchange } from './http-exchange.ts';

const STATUS_BY_CODE: Readonly<Record<RefusalCode, HttpStatus>> = {
  'bad-request': 400,
  'not-found': 404,
  'not-a-file': 403,
  forbidden: 403,
  changed: 503,
  unauthorized: 401,
  busy: 503,
  'shutting-down': 503,
  internal: 500,
};

/** Answers a request for a name that is not served; a folder's is sent to where the folder is. */
export function refuse(
  exchange: HttpExchange,
  request: LoggedRequest,
  refusal: FileRefusal,
): 'answered' | 'finished' {
  if (refusal === FILE_REFUSALS.folder) {
    request.answered();
    const { query } = exchange.target;
    const asked = query.size === 0 ? '' : `?${query.toString()}`;
    const location = `${pathOfName(`${request.subject.name}/`)}${asked}`;
    return exchange.empty(308, `Location: ${location}\r\nContent-Length: 0\r\n`);
  }
  const { code, message } = refusal;
  const status = STATUS_BY_CODE[code];
  return exchange.refuse(status, request, { code, message }, status === 503 ? RETRY_AFTER : '');
}

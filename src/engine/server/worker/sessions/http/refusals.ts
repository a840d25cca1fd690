import type { RefusalCode } from '../../../../../shared/server-state.ts';
import { type ErrorStatus, RETRY_AFTER } from '../../../../dialects/http/answer-head.ts';
import { pathOfName } from '../../../../../shared/name-path.ts';
import { FILE_REFUSALS } from '../../../../files/file-refusal.ts';
import type { FileRefusal } from '../../../../files/file-root.ts';
import type { LoggedRequest } from '../../request-log.ts';
import type { Answered, HttpExchange } from './http-exchange.ts';

const STATUS_BY_CODE: Readonly<Record<RefusalCode, ErrorStatus>> = {
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

/**
 * Answers a request of a client that does not encrypt where it has to: one that may be made again is sent
 * to where that is done. `authority`: as the client named this server, if it may do so.
 */
export function refuseUnencrypted(
  exchange: HttpExchange,
  authority: string | undefined,
): Answered | Promise<Answered> {
  const { method } = exchange.head;
  const request = exchange.begin(method.toLowerCase());
  exchange.closeAfterwards();
  if (authority !== undefined && (method === 'GET' || method === 'HEAD')) {
    request.answered();
    const { path, query } = exchange.target;
    return exchange.redirect(308, `https://${authority}${pathAndQuery(path, query)}`);
  }
  return exchange.refuse(403, request, { code: 'forbidden', why: { reason: 'https-needed' } });
}

function pathAndQuery(name: string, query: URLSearchParams): string {
  return query.size === 0 ? pathOfName(name) : `${pathOfName(name)}?${query.toString()}`;
}

/** Answers a request for a name that is not served; a folder's is sent to where the folder is. */
export function refuse(
  exchange: HttpExchange,
  request: LoggedRequest,
  refusal: FileRefusal,
): Answered | Promise<Answered> {
  if (refusal === FILE_REFUSALS.folder) {
    request.answered();
    return exchange.redirect(308, pathAndQuery(`${request.subject.name}/`, exchange.target.query));
  }
  const { code, why } = refusal;
  const status = STATUS_BY_CODE[code];
  return exchange.refuse(status, request, { code, why }, status === 503 ? RETRY_AFTER : '');
}

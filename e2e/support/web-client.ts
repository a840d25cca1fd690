import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

/** A client of HTTP that begins to take a file, and takes no more of it until it is told to. */
export interface SlowWebClient {
  /** Takes all that still comes; resolves to whether that was the whole file. */
  takeRest(): Promise<boolean>;
}

export async function startSlowWebClient(
  port: number,
  path: string,
  userAgent: string,
): Promise<SlowWebClient> {
  const headers = { 'User-Agent': userAgent };
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  // That the answer is cut is an error of it, too.
  answer.on('error', () => undefined);
  return {
    async takeRest() {
      answer.resume();
      if (!answer.closed) await new Promise((resolve) => answer.once('close', resolve));
      return answer.complete;
    },
  };
}

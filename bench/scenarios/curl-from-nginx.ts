import { curlVersion } from '../peers/curl.ts';
import { nginxVersion } from '../peers/nginx.ts';
import { NO_NGINX } from './servers.ts';

/** Why there is no curl from nginx to compare with; `undefined` if there is. */
export async function curlOrNginxMissing(): Promise<string | undefined> {
  if ((await curlVersion()) === undefined) return 'curl is not installed';
  return (await nginxVersion()) === undefined ? NO_NGINX : undefined;
}

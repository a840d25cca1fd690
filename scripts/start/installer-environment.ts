type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What Electron's installer runs with. Its mirrors (`ELECTRON_MIRROR`, `npm_config_electron_mirror`, …)
 * and its cache (`electron_config_cache`) are its own to read. A proxy it only uses when it is asked to
 * by a variable of its own, and npm's settings of a proxy it does not know; so both are passed on here.
 *
 * See `@electron/get`, `proxy.js`, and undici's `EnvHttpProxyAgent`.
 */
export function installerEnvironment(environment: Environment): Environment {
  const https =
    environment['https_proxy'] ||
    environment['HTTPS_PROXY'] ||
    environment['npm_config_https_proxy'] ||
    environment['npm_config_proxy'];
  const http =
    environment['http_proxy'] || environment['HTTP_PROXY'] || environment['npm_config_proxy'];
  const none =
    environment['no_proxy'] || environment['NO_PROXY'] || environment['npm_config_noproxy'];
  const wanted = environment['ELECTRON_GET_USE_PROXY'] ?? (https || http ? 'true' : undefined);
  return {
    ...environment,
    // Its own bar begins after half a minute; there is one from the start here.
    ELECTRON_GET_NO_PROGRESS: '1',
    ...(wanted === undefined ? {} : { ELECTRON_GET_USE_PROXY: wanted }),
    ...(https ? { HTTPS_PROXY: https, https_proxy: https } : {}),
    ...(http ? { HTTP_PROXY: http, http_proxy: http } : {}),
    ...(none ? { NO_PROXY: none, no_proxy: none } : {}),
  };
}

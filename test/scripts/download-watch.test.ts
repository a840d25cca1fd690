import { describe, expect, it } from 'vitest';
import { DownloadWatch, progressText } from '../../scripts/start/download-watch.ts';
import { installerEnvironment } from '../../scripts/start/installer-environment.ts';

describe('the watch over the download of Electron', () => {
  it('lets it be as slow as it likes, and ends it when nothing comes', () => {
    const watch = new DownloadWatch(30_000);
    for (let second = 0; second < 3600; second += 29) {
      const arrived = { archiveBytes: second, unpackedBytes: 0 };
      expect(watch.stalled(arrived, second * 1000)).toBe(false);
    }
    const last = { archiveBytes: 5000, unpackedBytes: 0 };
    expect(watch.stalled(last, 3_600_000)).toBe(false);
    expect(watch.stalled(last, 3_629_999)).toBe(false);
    expect(watch.stalled(last, 3_630_000)).toBe(true);
  });

  it('takes unpacking for progress, too', () => {
    const watch = new DownloadWatch(30_000);
    expect(watch.stalled({ archiveBytes: 9, unpackedBytes: 0 }, 0)).toBe(false);
    expect(watch.stalled({ archiveBytes: 9, unpackedBytes: 1 }, 30_000)).toBe(false);
  });

  it('says how far it is', () => {
    expect(progressText({ archiveBytes: 45_600_000, unpackedBytes: 0 })).toBe(
      'Fetching Electron: 45 of about 120 MB, this once',
    );
    expect(progressText({ archiveBytes: 0, unpackedBytes: 200_000_000 })).toBe(
      'Unpacking Electron: 200 MB',
    );
  });
});

describe("the environment of Electron's installer", () => {
  const PROXY = 'http://proxy.example:3128';

  it('stays as it is without a proxy, mirrors and cache included', () => {
    const environment = { ELECTRON_MIRROR: 'http://m/', electron_config_cache: '/c', A: 'b' };
    expect(installerEnvironment(environment)).toEqual({
      ...environment,
      ELECTRON_GET_NO_PROGRESS: '1',
    });
  });

  it.each([['HTTPS_PROXY'], ['https_proxy'], ['npm_config_https_proxy'], ['npm_config_proxy']])(
    'asks for the proxy that %s names',
    (name) => {
      expect(installerEnvironment({ [name]: PROXY })).toMatchObject({
        ELECTRON_GET_USE_PROXY: 'true',
        HTTPS_PROXY: PROXY,
      });
    },
  );

  it("prefers the environment to npm's settings, and leaves out where no proxy is wanted", () => {
    expect(
      installerEnvironment({
        HTTPS_PROXY: PROXY,
        npm_config_https_proxy: 'http://other.example/',
        npm_config_noproxy: 'mirror.example',
      }),
    ).toMatchObject({ HTTPS_PROXY: PROXY, NO_PROXY: 'mirror.example' });
    // An empty variable is Electron's own way to say no.
    const declined = { HTTPS_PROXY: PROXY, ELECTRON_GET_USE_PROXY: '' };
    expect(installerEnvironment(declined)).toMatchObject({ ELECTRON_GET_USE_PROXY: '' });
  });
});

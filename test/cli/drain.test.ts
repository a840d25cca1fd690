import { describe, expect, it, vi } from 'vitest';
import { HAS_SIGNALS, type RunningCli, startCli, temporaryFolder } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };

async function startServing(drain: string): Promise<{ cli: RunningCli; health: string }> {
  const cli = startCli(['tcp_server', '0', await temporaryFolder(), '--drain', drain]);
  const port = await vi.waitFor(() => {
    const found = /127\.0\.0\.1:(\d+)/.exec(cli.stdout())?.[1];
    if (found === undefined) throw new Error(`no port yet: ${cli.stderr()}`);
    return found;
  }, WAIT);
  return { cli, health: `http://127.0.0.1:${port}/.fifolio/health` };
}

describe.runIf(HAS_SIGNALS)('--drain', () => {
  it('serves on while health says 503, until told a second time', async () => {
    const { cli, health } = await startServing('10m');
    expect((await fetch(health)).status).toBe(200);
    cli.process.kill('SIGTERM');
    await vi.waitFor(async () => {
      const answer = await fetch(health);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toBe('draining\n');
    }, WAIT);
    expect((await fetch(new URL('/', health))).status).toBe(200);
    expect(cli.stdout()).toContain('; stops in 10 min, or when asked again.\n');
    cli.process.kill('SIGTERM');
    const { code, stdout, stderr } = await cli.ended;
    expect(stdout).toMatch(/\nStopping[^]*\nStopped\.\n$/);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('stops by itself when the time is over', async () => {
    const { cli } = await startServing('1ms');
    cli.process.kill('SIGTERM');
    const { code, stdout } = await cli.ended;
    expect(stdout).toMatch(/\nDraining: .*\nStopping[^]*\nStopped\.\n$/);
    expect(code).toBe(0);
  });
});

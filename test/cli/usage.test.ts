import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../src/cli/exit-codes.ts';
import { FIFOLIO_VERSION } from '../../src/shared/version.ts';
import { temporaryFolder } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';

describe('wrong usage ends with 2 and one line that says what to do', () => {
  it.each<[words: string[], message: string]>([
    [['tcp_server'], 'Missing DIRECTORY. Usage: tcp_server PORT DIRECTORY.'],
    [
      ['tcp_server', 'x', '.'],
      'The port must be a number from 1 to 65535 (or 0 for any free port), not "x".',
    ],
    [
      ['tcp_server', '70000', '.'],
      'The port must be a number from 1 to 65535 (or 0 for any free port), not "70000".',
    ],
    [
      ['tcp_server', '0', '.', '--port', '-1'],
      'The port must be a number from 1 to 65535 (or 0 for any free port), not "-1".',
    ],
    [
      ['tcp_server', '0', '.', '--threads', '65'],
      '--threads must be a whole number from 1 to 64, not "65".',
    ],
    [
      ['tcp_server', '0', '.', '--cache-size', '65MiB'],
      '--cache-size must be a size from 0 to 64MiB, such as 32MiB or 500kB, not "65MiB".',
    ],
    [
      ['tcp_server', '0', '.', '--grace', 'soon'],
      '--grace must be a time from 0 to 24h, such as 500ms, 10s or 2m, not "soon".',
    ],
    [
      ['tcp_server', '0', '.', '--idle-timeout', '0'],
      '--idle-timeout must be a time from 1ms to 24h, such as 500ms, 10s or 2m, not "0".',
    ],
    [
      ['tcp_server', '0', '.', '--treads', '2'],
      'Unknown option "--treads". Did you mean --threads? See: tcp_server --help.',
    ],
    [['tcp_client'], 'Missing HOST. See: tcp_client --help.'],
    [['tcp_client', 'localhost', '8080'], 'Missing FILE. See: tcp_client --help.'],
    [
      ['tcp_client', 'localhost', '0', 'list'],
      'The port must be a number from 1 to 65535, not "0".',
    ],
    [
      ['tcp_client', 'no where', '80', 'list'],
      '"no where" is not a host name or an IP address: write it as in server.local or 192.168.1.5.',
    ],
    [
      ['tcp_client', 'localhost', '80', 'list', 'folder'],
      '"list" takes no folder. For a file that is called "list": fifolio get localhost:80 list --to folder.',
    ],
    [
      ['tcp_client', 'localhost', '80', 'a', '--if-exists', 'ask'],
      '--if-exists must be keep-both, replace, skip or fail, not "ask".',
    ],
    [
      ['tcp_client', 'localhost', '80', 'a', '--retries', 'many'],
      '--retries must be a whole number from 0 to 1000, not "many".',
    ],
    [
      ['fifolio', 'get', 'localhost:80', '-x'],
      'Unknown option "-x". Before a name that begins with a dash, write --. See: fifolio --help.',
    ],
    [
      ['fifolio', 'get', 'localhost:80', '-rf'],
      'Unknown option "-f". Before a name that begins with a dash, write --. See: fifolio --help.',
    ],
    [['fifolio', 'serv'], 'Unknown command "serv". Did you mean serve? See: fifolio --help.'],
    [['fifolio', 'serve'], 'Missing DIRECTORY. Usage: fifolio serve DIRECTORY.'],
    [
      ['fifolio', 'list', 'localhost'],
      'The port is missing in "localhost": write HOST:PORT, as in 192.168.1.5:8080.',
    ],
    [
      ['fifolio', 'list', '::1:8080'],
      'An IPv6 address needs brackets, as in [::1]:8080: "::1:8080".',
    ],
    [
      ['fifolio', 'list', 'http://a:80'],
      'Write the server as HOST:PORT, or as a link that begins with fifolio:// or https://, not as "http://a:80".',
    ],
    [['fifolio', 'trust', 'remove'], 'Which server? See: fifolio trust list.'],
    [
      ['fifolio', 'list', 'a:80', '--fingerprint', 'abc'],
      '"abc" is not the fingerprint of a key: write it as the server shows it, in 43 characters, 64 hex digits or twelve words.',
    ],
    [
      ['fifolio', 'get', 'localhost:80'],
      'Which files shall be fetched? Name them, or use --recursive for everything.',
    ],
    [
      ['fifolio', 'get', 'localhost:80', 'a', '--dialect', 'http'],
      '--dialect must be auto, native or plain, not "http".',
    ],
    [
      ['fifolio', 'files', 'localhost:80', '--limit', '0'],
      '--limit must be a whole number from 1 to 1000000, not "0".',
    ],
    [['somebody'], 'There is no program called somebody: it is tcp_server, tcp_client or fifolio.'],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await runInProcess(words);
    expect(stderr).toBe(`${words[0] ?? ''}: error: ${message}\n`);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('shows what a strange argument really holds', async () => {
    const { stderr } = await runInProcess(['fifolio', 'list', 'a\u001b[31m\u202e:80']);
    expect(stderr).toContain('"a\\e[31m\\u{202e}"');
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('environment variables and configuration files are checked like flags', () => {
  it('names the variable', async () => {
    const environment = { FIFOLIO_THREADS: 'all' };
    const { code, stderr } = await runInProcess(['tcp_server', '0', '.'], { environment });
    expect(stderr).toBe(
      'tcp_server: error: FIFOLIO_THREADS must be a whole number from 1 to 64, not "all".\n',
    );
    expect(code).toBe(2);
  });

  it.each<[content: string, message: string]>([
    ['{"treads": 2}', 'there is no setting "treads"; did you mean "threads"?'],
    ['{"colour": 2}', 'there is no setting "colour". Settings: directory, port, host,'],
    ['{"threads": "2"}', '"threads" must be a number.'],
    ['{"threads": 0}', '"threads" must be a whole number from 1 to 64, not "0".'],
    ['{"cacheSize": "1GiB"}', '"cacheSize" must be a size from 0 to 64MiB'],
    ['{"port": "8080"}', '"port" must be a number or a list of numbers, such as [8080, 8081].'],
    ['{"port": []}', '"port" must be a number or a list of numbers, such as [8080, 8081].'],
    [
      '{"port": {"length": {"toString": null, "valueOf": null}}}',
      '"port" must be a number or a list of numbers, such as [8080, 8081].',
    ],
    ['{"json": "yes"}', '"json" must be true or false.'],
    ['[]', 'the file must hold a JSON object, such as {"port": 8080}.'],
    ['{"port": 8080,}', 'is not valid JSON:'],
  ])('%s', async (content, message) => {
    const file = path.join(await temporaryFolder(), 'fifolio.json');
    await writeFile(file, content);
    const { code, stderr } = await runInProcess(['fifolio', 'serve', '.', '--config', file]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(file);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('says that a configuration file is missing: local trouble', async () => {
    const environment = { FIFOLIO_CONFIG: '/no/such/file.json' };
    const { code, stderr } = await runInProcess(['fifolio', 'serve', '.'], { environment });
    expect(stderr).toBe(
      'fifolio: error: The configuration file /no/such/file.json cannot be read: there is no such file.\n',
    );
    expect(code).toBe(4);
  });
});

describe('help and version', () => {
  it.each(['tcp_server', 'tcp_client', 'fifolio'])('%s --version', async (program) => {
    const { code, stdout } = await runInProcess([program, '--version']);
    expect(stdout).toBe(`${FIFOLIO_VERSION}\n`);
    expect(code).toBe(0);
  });

  it.each<[words: string[], example: string]>([
    [['tcp_server', '--help'], 'tcp_server 8080 ./files'],
    [['tcp_client', '--help'], 'tcp_client 192.168.1.5 8080 list'],
    [['fifolio', '--help'], 'fifolio serve ./files --port 8080'],
    [['fifolio', 'get', '--help'], 'fifolio get 192.168.1.5:8080 report.pdf'],
  ])('%j gives examples and the exit codes', async (words, example) => {
    const { code, stdout, stderr } = await runInProcess(words);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain(`  ${example}`);
    for (const row of EXIT_CODES) expect(stdout).toContain(`${row.code}  ${row.meaning}`);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('without a command: the help, as an error', async () => {
    const { code, stdout, stderr } = await runInProcess(['fifolio']);
    expect(stderr).toContain('Usage: fifolio');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('tcp_client takes "help" for the host that it is', async () => {
    const { stderr } = await runInProcess(['tcp_client', 'help']);
    expect(stderr).toContain('Missing PORT');
  });
});

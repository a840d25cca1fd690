export async function readAccessCode(_settings: {
  readonly accessCode?: string;
  readonly accessCodeFile?: string;
}): Promise<string | undefined> {
  return _settings.accessCode;
}

/** Who asked, for a person: `192.168.1.5:50112 (Firefox)`, or without a known program only the address. */
export function clientLabel({
  peer,
  agent,
}: {
  readonly peer: string;
  readonly agent?: string | undefined;
}): string {
  return agent === undefined ? peer : `${peer} (${agent})`;
}

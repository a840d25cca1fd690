/** Whether the first bytes of an answer are those of a web server, down to old ones that send the page alone. */
export function isHttpAnswer(start: Uint8Array): boolean {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 32));
  return /^(?:HTTP\/\d|<!doctype html|<html)/i.test(text.toString('latin1'));
}

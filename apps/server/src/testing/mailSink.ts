import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given, and can be made to take no name, or to fall silent. */
export const mailSink = async () => {
  const taken: string[] = [];
  const behaviour: { password: string; hang: 'never' | 'greeting' | 'data' } = { password: 'secret 1', hang: 'never' };
  let greeted = 0;
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onConnect: (_session, done) => {
      greeted += 1;
      if (behaviour.hang !== 'greeting') done();
    },
    onAuth: ({ password }, _session, done) =>
      password === behaviour.password ? done(null, { user: 'parcours' }) : done(new Error('who are you?')),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        if (behaviour.hang !== 'data') done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // Connections that a killed program leaves end by themselves.
  server.on('error', () => undefined);
  const { port } = server.server.address() as AddressInfo;
  const url = (password = 'secret 1') => `smtp://parcours:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  return {
    taken,
    behaviour,
    /** How often somebody came. */
    greeted: () => greeted,
    url,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
export type MailSink = Awaited<ReturnType<typeof mailSink>>;

/** A header of a message, unfolded. */
export const headerOf = (message: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*([^\\r\\n]*(?:\\r\\n[ \\t][^\\r\\n]*)*)`, 'im')
    .exec(message)?.[1]
    ?.replace(/\r\n[ \t]/g, ' ')
    .trim() ?? '';

/** The text part of a message, decoded. */
export const textOf = (message: string): string => {
  const part = message.split(/\r\n--[^\r\n]+\r\n/).find((one) => /content-type: text\/plain/i.test(one)) ?? '';
  const [head = '', ...body] = part.split('\r\n\r\n');
  const raw = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(raw, 'base64').toString();
  const joined = raw.replace(/=\r\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
};

import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

interface Behaviour {
  password: string;
  /** "drop": takes the whole of a message, and leaves without an answer. */
  hang: 'never' | 'greeting' | 'data' | 'drop';
  /** Addresses it answers otherwise than by taking them, by their part before the @. */
  refuses: Readonly<Record<string, string>>;
  /** What it answers to a message; it takes it unless said. */
  answers: string | null;
}

/** An answer such as "550 5.1.1 nobody here". */
const refusal = (answer: string): Error =>
  Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });

/** A mail server that keeps what it is given, and can be made to take no name, to refuse, to fall silent, or to leave. */
export const mailSink = async () => {
  const taken: string[] = [];
  const behaviour: Behaviour = { password: 'secret 1', hang: 'never', refuses: {}, answers: null };
  let greeted = 0;
  /** By the port they came from. */
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    closeTimeout: 200,
    onConnect: (_session, done) => {
      greeted += 1;
      if (behaviour.hang !== 'greeting') done();
    },
    onAuth: ({ password }, _session, done) =>
      password === behaviour.password ? done(null, { user: 'parcours' }) : done(new Error('who are you?')),
    onRcptTo: ({ address }, _session, done) => {
      const answer = behaviour.refuses[address.split('@')[0] ?? ''];
      done(answer ? refusal(answer) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (behaviour.answers !== null) return done(refusal(behaviour.answers));
        taken.push(Buffer.concat(chunks).toString());
        if (behaviour.hang === 'drop') return sockets.get(session.remotePort)?.destroy();
        if (behaviour.hang !== 'data') done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.server.on('connection', (socket) => sockets.set(socket.remotePort ?? 0, socket));
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

/** The body of a part, decoded. */
const decoded = (part: string): string => {
  const [head = '', ...body] = part.split('\r\n\r\n');
  const raw = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(raw, 'base64').toString();
  const joined = raw.replace(/=\r\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
};

const partOf = (message: string, type: RegExp): string =>
  decoded(message.split(/\r\n--[^\r\n]+\r\n/).find((part) => type.test(part)) ?? '');

/** The text part of a message, decoded. */
export const textOf = (message: string): string => partOf(message, /content-type: text\/plain/i);

/** The addresses of the HTML part's links and pictures, as a mail program reads them. */
export const addressesOf = (message: string): string[] => {
  const html = partOf(message, /content-type: text\/html/i);
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
};

import type { FastifyReply } from 'fastify';

/** Aborts when who asked leaves before the answer: nobody is to work for them any more. */
export const leaving = (reply: FastifyReply): AbortSignal => {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  return left.signal;
};

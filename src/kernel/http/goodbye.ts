import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Less than a host waits before it ends a program by force. */
const PATIENCE_MS = 5000;

/**
 * Browsers open a connection in advance and may say nothing on it for minutes. Node takes it for one that is about to
 * ask, and a program that ends would wait for it. Whoever has asked gets their answer first, within five seconds.
 */
export function waitForNobodySilent(fastify: FastifyInstance): void {
  const { server } = fastify;
  const silent = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', (done) => {
    closing = true;
    for (const socket of silent) socket.destroy();
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
    done();
  });
}

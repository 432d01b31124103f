import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Admission, Tickets } from './gateway-tickets.ts';

/** The gateway's door: one HTTP address for openings, one for sockets. */
export interface GatewayServer {
  readonly port: number;
  close(): Promise<void>;
}

/** What goes on behind the door. */
export interface ServerParts {
  /** Made once the port is known. */
  readonly tickets: (port: number) => Tickets;
  readonly onOpening: () => void;
  readonly letIn: (socket: WebSocket, admission: Admission) => void;
}

const OPEN = '/v1.0/gateway/connections/open';
const CONNECT = '/connect';
const MAX_FRAME = 256 * 1024;
const REFUSED = 'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n';

/** Listens on a free port of the loopback interface. */
export async function startGatewayServer({
  tickets: makeTickets,
  onOpening,
  letIn,
}: ServerParts): Promise<GatewayServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== OPEN) return void response.writeHead(404).end();
    onOpening();
    tickets.open(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const port = await listening(server);
  const tickets = makeTickets(port);

  server.on('upgrade', (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    const admission = tickets.redeem(ticketIn(request));
    tcp.on('error', () => undefined);
    if (admission?.trouble === 'handshake') return void tcp.destroy();
    if (!admission) return void tcp.end(REFUSED);
    sockets.handleUpgrade(request, tcp, head, (socket) => letIn(socket, admission));
  });

  return {
    port,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      return closed(server);
    },
  };
}

function ticketIn(request: IncomingMessage): string {
  const url = new URL(request.url ?? '/', 'http://localhost');
  return url.pathname === CONNECT ? (url.searchParams.get('ticket') ?? '') : '';
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

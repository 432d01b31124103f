import { WebSocket } from 'ws';
import { ask, jsonRequest, membersOf } from '../ask.ts';
import { oddStep, refusedStep, type Step, silentStep } from './step.ts';

/** What asking DingTalk's gateway takes. */
export interface GatewayAccess {
  readonly apiBase: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a gateway says: whether it takes our credentials (where that can be asked), and whether its host is reached. */
export interface GatewayAnswers {
  /** Absent where only a connection could tell, which would push the running one aside. */
  readonly credentials?: Step;
  /** Absent when nobody said where to connect to. */
  readonly reach?: { readonly host: string; readonly step: Step };
}

const REACH_MS = 2_400;

/**
 * One upgrade to a WebSocket that says nothing and is closed at once. WeCom counts a connection from its subscription
 * on: the one that is running stays.
 */
export async function askWecomGateway(address: string): Promise<GatewayAnswers> {
  return { reach: await reach(address) };
}

/**
 * A ticket, which shows that the credentials are taken, and its host. The ticket is not used: a connection of ours
 * would be given messages that are meant for the program.
 */
export async function askDingtalkGateway(access: GatewayAccess): Promise<GatewayAnswers> {
  const { apiBase, clientId, clientSecret } = access;
  const subscriptions = [{ type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' }];
  const request = jsonRequest({ clientId, clientSecret, ua: 'campus-sentinel/doctor', subscriptions });
  const fetched = await ask(`${apiBase}/v1.0/gateway/connections/open`, request);
  if (fetched.outcome !== 'answered') return { credentials: silentStep(fetched) };
  const { code, message, endpoint } = membersOf(fetched.body);
  if (typeof endpoint === 'string' && /^wss?:\/\//.test(endpoint) && URL.canParse(endpoint))
    return { credentials: { kind: 'ok' }, reach: await reach(endpoint) };
  return { credentials: typeof code === 'string' ? refusedStep(code, message) : oddStep(fetched.status) };
}

/** Any answer will do: without a ticket or a subscription a gateway may well say no. */
function reach(address: string): Promise<NonNullable<GatewayAnswers['reach']>> {
  const { host } = new URL(address);
  const socket = new WebSocket(address, { handshakeTimeout: REACH_MS });
  return new Promise((resolve) => {
    const end = (step: Step): void => {
      resolve({ host, step });
      socket.terminate();
    };
    socket.once('open', () => end({ kind: 'ok' }));
    socket.once('unexpected-response', () => end({ kind: 'ok' }));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? (/timed out/.test(error.message) ? 'timeout' : 'network');
      end(silentStep({ outcome: 'failed', sent: false, reason }));
    });
  });
}

// The way to the server: its address, credentials, and what is said when it cannot be reached. As `cli/distributed/connection.rs`.
import { AuthorizationError, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { credentialsOf } from './credentials.ts';

export interface Connection {
  server: NatsConnection;
  /** The address without its secrets. */
  address: string;
  /** Whether the server can be reached now. After it went away, it is tried again and again. */
  isThere(): boolean;
}

/** How long the server may take to answer. */
const PATIENCE_MS = 5_000;
/** After the server went away, it is tried so often. */
const RETRY_MS = 300;

/** Where a server is, and who wants to go there. */
export interface Way {
  /** As it was typed, with what is before its host. */
  address: string;
  /** The text of a file of credentials, if one was chosen. It is kept nowhere else. */
  credentials: string | null;
}

/** Rejects with one sentence. `changed` is called whenever the server goes away or is back. */
export async function connect(way: Way, name: string, changed: () => void): Promise<Connection> {
  const typed = new URL(way.address);
  const address = `${typed.protocol}//${typed.host}`;
  const server = await wsconnect({
    ...credentialsOf(typed, way.credentials),
    servers: address,
    name: `interleave ${name}`,
    timeout: PATIENCE_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RETRY_MS,
    pingInterval: PATIENCE_MS,
  }).catch(error => {
    const refused = error instanceof AuthorizationError || error?.cause instanceof AuthorizationError;
    throw new Error(
      refused ? `The server at ${address} refuses these credentials.` : `The server at ${address} cannot be reached.`,
    );
  });
  let isThere = true;
  const follow = async () => {
    for await (const { type } of server.status()) {
      if (type !== 'disconnect' && type !== 'reconnect') continue;
      isThere = type === 'reconnect';
      changed();
    }
  };
  void follow();
  return { server, address, isThere: () => isThere };
}

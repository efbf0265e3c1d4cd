// What a worker offers, and what is said when a lane is asked for. The same as `cli/distributed/offer.rs`.
import type { Msg } from '@nats-io/nats-core';
import { PROTOCOL } from './stream.ts';

/** Of a build, as core tells them. */
export interface BuildVersions {
  version: string;
  schema: string;
}

/** What must be the same at both ends. */
export interface Versions extends BuildVersions {
  protocol: number;
}

/** The data of a worker's endpoint in the statistics of the service. */
export interface Offer {
  name: string;
  versions: Versions;
  lanes: number;
  free: number;
}

export interface Ask {
  versions: Versions;
  /** Where the lane is to speak to. */
  inbox: string;
}

export interface Lent {
  /** Where it is spoken to. */
  inbox: string;
  /** The number of its process, where it runs. */
  process: number;
}

/** The name of the service, as NATS knows it. */
export const SERVICE = 'interleave';
/** The most bytes of an offer, a request or an answer to it. */
const MOST_BYTES = 16 * 1024;
/** The most lanes that anybody can lend. */
const MOST_LANES = 65_535;
const MOST_PROCESS = 2 ** 32 - 1;

export const ownVersions = ({ version, schema }: BuildVersions): Versions => ({ version, schema, protocol: PROTOCOL });

export const areSame = (one: Versions, other: Versions): boolean =>
  one.version === other.version && one.schema === other.schema && one.protocol === other.protocol;

export const inWords = ({ version, schema, protocol }: Versions): string => `${version} (${schema}, protocol ${protocol})`;

/** What is said of a worker whose program is another one. */
export const refused = (name: string, theirs: Versions, own: Versions): string =>
  `The worker '${name}' is of version ${inWords(theirs)}, and this program of ${inWords(own)}: both must be the same.`;

/** What a message says, or nothing when it is too long or no JSON. */
export function read(message: Pick<Msg, 'data' | 'json'>): unknown {
  if (message.data.length > MOST_BYTES) return null;
  try {
    return message.json();
  } catch {
    return null;
  }
}

export function asOffer(value: unknown): Offer | null {
  const { name, versions, lanes, free } = fieldsOf(value);
  const read = asVersions(versions);
  return isName(name) && read && isUpTo(MOST_LANES, lanes) && isUpTo(MOST_LANES, free)
    ? { name, versions: read, lanes, free }
    : null;
}

export function asAsk(value: unknown): Ask | null {
  const { versions, inbox } = fieldsOf(value);
  const read = asVersions(versions);
  return read && isSubject(inbox) ? { versions: read, inbox } : null;
}

export function asLent(value: unknown): Lent | null {
  const { inbox, process } = fieldsOf(value);
  return isSubject(inbox) && isUpTo(MOST_PROCESS, process) ? { inbox, process } : null;
}

function asVersions(value: unknown): Versions | null {
  const { version, schema, protocol } = fieldsOf(value);
  return isName(version) && isName(schema) && typeof protocol === 'number' ? { version, schema, protocol } : null;
}

export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** What of an offer is shown to people. */
export const isName = (value: unknown): value is string => typeof value === 'string' && /^[^\p{Cc}]{1,64}$/u.test(value);

const isSubject = (value: unknown): value is string => typeof value === 'string' && /^\S+$/.test(value);

const isUpTo = (most: number, value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

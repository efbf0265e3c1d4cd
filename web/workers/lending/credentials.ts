// Who this page says it is: by what stands before the host in the address, or by a file. As `cli/distributed/credentials.rs`.
import { type ConnectionOptions, credsAuthenticator, nkeyAuthenticator } from '@nats-io/nats-core';
import { errorMessage } from '../error.ts';

/** The options of a connection with the credentials in this file, or else those of the address; throws a sentence where the file holds none. */
export function credentialsOf({ username, password }: URL, file: string | null): ConnectionOptions {
  if (file !== null) return ofFile(file);
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (pass) return { user, pass };
  if (!user) return {};
  return isSeed(user) ? { authenticator: nkeyAuthenticator(bytes(user)) } : { token: user };
}

function ofFile(text: string): ConnectionOptions {
  const seed = text.trim();
  if (isSeed(seed)) return { authenticator: nkeyAuthenticator(bytes(seed)) };
  const authenticator = credsAuthenticator(bytes(text));
  try {
    authenticator();
  } catch (error) {
    throw new Error(`The file of credentials cannot be used: ${errorMessage(error)}.`);
  }
  return { authenticator };
}

/** Whether it is the seed of an nkey: whoever has it can sign for its user. */
function isSeed(text: string): boolean {
  try {
    return Boolean(nkeyAuthenticator(bytes(text))());
  } catch {
    return false;
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

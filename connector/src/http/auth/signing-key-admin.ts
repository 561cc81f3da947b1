import type { SecretBox } from '../../internal/secret-box.ts';
import { type Clock, instantOf } from '../../ports/clock.ts';
import { type PublicSigningKey, publicPartOf, type SigningKeys } from '../../ports/credentials.ts';
import { notFound } from '../../services/errors.ts';
import { refuse } from '../problem.ts';
import { makeSigningKey } from './signing-keys.ts';

interface Ports {
  readonly keys: SigningKeys;
  /** Without a secret no key is made. */
  readonly box: SecretBox | undefined;
  readonly clock: Clock;
  /** Longest life of a token the keys sign. */
  readonly maxTokenSeconds: number;
}

/** Other instances go on signing with the key before until they notice. */
const noticedSeconds = 3_600;

/** What whoever runs the installation does with the keys that sign tokens, by the command line or by `/operator`. */
export class SigningKeyAdmin {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Newest first. */
  async list(): Promise<PublicSigningKey[]> {
    return (await this.#ports.keys.list()).map(publicPartOf);
  }

  /** Makes a key and signs with it from now on; those before are accepted until their last token has expired. @throws ProblemError `not_configured` */
  async rotate(): Promise<PublicSigningKey> {
    const { keys, box, clock, maxTokenSeconds } = this.#ports;
    if (box === undefined) {
      throw refuse('not_configured', {
        detail: 'There is no secret to seal a signing key with.',
        hint: 'Set DISPATCHKIT_SECRET to at least 32 random characters, the same for all instances.',
      });
    }
    const key = await makeSigningKey(box, clock);
    await keys.rotate(key, instantOf(clock.now() + (maxTokenSeconds + noticedSeconds) * 1000));
    return publicPartOf(key);
  }

  /** Drops a key at once: nothing it signed is accepted any more. @throws ProblemError `not_found` */
  async retire(id: string): Promise<void> {
    if (!(await this.#ports.keys.remove(id))) throw notFound('signing key', id);
  }
}

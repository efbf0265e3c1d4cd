// The engine's side of the worker that answers: starts it when a program needs it, and asks it where no memory is shared.
import { launch } from './launch.ts';
import type { EngineSource, Exports } from './module.ts';
import type { FromOutside, ToOutside } from './outside.ts';
import outsideScript from './outside.ts?worker&url';
import type { Request, Service } from './requests.ts';

interface Pending {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

export class Outside {
  private readonly started = new Map<Service, Promise<void>>();

  constructor(
    private readonly source: EngineSource,
    /** The engine's memory, if it can be shared. */
    private readonly memory: WebAssembly.Memory | null,
    private readonly rust: Exports,
  ) {}

  /** Resolves when whoever the program asks is ready to answer. */
  prepare(service: Service | undefined): Promise<void> {
    if (!service) return Promise.resolve();
    let started = this.started.get(service);
    if (!started) {
      started = this.start(service);
      // After a failure the next run tries again.
      started.catch(() => this.started.delete(service));
      this.started.set(service, started);
    }
    return started;
  }

  private start(service: Service): Promise<void> {
    const { source, memory, rust } = this;
    const pending = new Map<number, Pending>();
    let lastId = 0;
    return new Promise((resolve, reject) => {
      const worker = launch<FromOutside, ToOutside>(outsideScript, service, {
        message(data) {
          if (data.type === 'ready') return resolve();
          if (data.type === 'failed') return reject(new Error(data.message));
          const asked = pending.get(data.id);
          pending.delete(data.id);
          if (data.type === 'answer') asked?.resolve(data.bytes);
          else asked?.reject(new Error(data.message));
        },
        failure(error) {
          reject(error);
          for (const asked of pending.values()) asked.reject(error);
        },
      });
      const ask = (request: Request) =>
        new Promise<Uint8Array>((resolve, reject) => {
          pending.set(++lastId, { resolve, reject });
          worker.postMessage({ type: 'ask', id: lastId, request });
        });
      rust.setOutside?.(ask);
      worker.postMessage({ type: 'start', source, memory, service, facts: rust.companyDatabase() });
    });
  }
}

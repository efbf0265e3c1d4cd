// The engine's side of the worker that answers: starts it when a program needs it, and asks it where no memory is shared.
import { type Launched, launch } from './launch.ts';
import type { EngineSource, Exports } from './module.ts';
import type { FromOutside, ToOutside } from './outside.ts';
import outsideScript from './outside.ts?worker&url';
import type { Request, Service } from './requests.ts';

interface Pending<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

export class Outside {
  private worker: Launched<ToOutside> | null = null;
  private readonly preparing = new Map<Service, Pending<void>>();
  private readonly asked = new Map<number, Pending<Uint8Array>>();
  private lastId = 0;

  constructor(
    private readonly source: EngineSource,
    /** The engine's memory, if it can be shared. */
    private readonly memory: WebAssembly.Memory | null,
    private readonly rust: Exports,
    /** The worker has ended, and no lane is answered any more. */
    private readonly onFailure: (error: Error) => void,
  ) {}

  /** Resolves when whoever the program asks is ready to answer; `files` are those that the visitor has chosen. */
  prepare(service: Service | undefined, files: File[]): Promise<void> {
    if (!service) return Promise.resolve();
    this.worker ??= this.start();
    const { worker } = this;
    return new Promise((resolve, reject) => {
      this.preparing.set(service, { resolve, reject });
      worker.postMessage({ type: 'prepare', service, files });
    });
  }

  private start(): Launched<ToOutside> {
    const worker = launch<FromOutside, ToOutside>(outsideScript, 'outside', {
      message: message => this.hear(message),
      failure: error => {
        for (const { reject } of [...this.preparing.values(), ...this.asked.values()]) reject(error);
        this.onFailure(error);
      },
    });
    worker.postMessage({ type: 'start', source: this.source, memory: this.memory, facts: this.rust.companyDatabase() });
    // It is a thread of the engine then.
    if (this.memory) this.rust.addWorkers(1);
    this.rust.setOutside?.(request => this.ask(request));
    return worker;
  }

  private ask(request: Request): Promise<Uint8Array> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.worker?.postMessage({ type: 'ask', id, request });
    });
  }

  private hear(message: FromOutside): void {
    switch (message.type) {
      case 'ready':
        this.preparing.get(message.service)?.resolve();
        break;
      case 'failed':
        this.preparing.get(message.service)?.reject(new Error(message.message));
        break;
      case 'answer':
        this.asked.get(message.id)?.resolve(message.bytes);
        this.asked.delete(message.id);
        break;
      case 'refusal':
        this.asked.get(message.id)?.reject(new Error(message.message));
        this.asked.delete(message.id);
    }
  }
}

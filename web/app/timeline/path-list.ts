// The pieces of a critical path, kept as columns. Pure.
import type { PathColumns } from '../schema.ts';
import { floats, shorts } from './columns.ts';

export class PathList {
  readonly length: number;

  private constructor(
    private readonly lanes: Uint16Array,
    private readonly times: Float64Array,
  ) {
    this.length = lanes.length;
  }

  static read({ lanes, times }: PathColumns): PathList {
    return new PathList(shorts(lanes), floats(times));
  }

  lane(place: number): number {
    return this.lanes[place] as number;
  }

  from(place: number): number {
    return this.times[2 * place] as number;
  }

  to(place: number): number {
    return this.times[2 * place + 1] as number;
  }
}

import { type Plight, SentinelError, StartRefused } from '../errors.ts';

/** The embedded engine cannot run here; the cure names MONGODB_URI. */
export class EngineUnavailable extends StartRefused {
  constructor(plight: Plight, options?: ErrorOptions) {
    super('mongo_engine_unavailable', plight, options);
    this.name = 'EngineUnavailable';
  }
}

/** A document with this `_id` is stored already, and it is not ours. */
export class DuplicateKey extends SentinelError {
  readonly collection: string;

  /** The key itself stays out of the message: it may be derived from something a person typed. */
  constructor(collection: string) {
    super('mongo_duplicate_key', `A document with this _id exists already in ${collection}.`);
    this.name = 'DuplicateKey';
    this.collection = collection;
  }
}

/** More writes wait than the queue may hold; this one was not written, the caller may try again later. */
export class Overloaded extends SentinelError {
  constructor(what: string, limit: number) {
    super('mongo_overloaded', `More than ${limit} writes wait for ${what}.`);
    this.name = 'Overloaded';
  }
}

/** Some other holder has taken the lease: what was done under it must stop. */
export class LeaseLost extends SentinelError {
  constructor(lease: string) {
    super('mongo_lease_lost', `The lease "${lease}" is held by somebody else now.`);
    this.name = 'LeaseLost';
  }
}

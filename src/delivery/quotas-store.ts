import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Quota } from './types.ts';

/** What was used in one month. */
interface MonthDocument {
  readonly _id: string;
  readonly used?: { readonly [Q in Quota]?: number };
  readonly warned?: { readonly [Q in Quota]?: boolean };
}

/** One booking of a quota. */
export interface Booking {
  /** `YYYY-MM` */
  readonly month: string;
  readonly quota: Quota;
  readonly amount: number;
  /** Refused when more than this would be used; absent: never. */
  readonly upTo?: number;
  /** From here on somebody has to be warned, once a month. */
  readonly warnAt: number;
}

/** What became of a booking. */
export interface BookingResult {
  readonly granted: boolean;
  readonly used: number;
  /** True for the one booking of the month that has to give the warning. */
  readonly warn: boolean;
}

/** Monthly counts that all instances share. */
export interface QuotasStore {
  book(booking: Booking): Promise<BookingResult>;
  /** Takes back what was booked and not used. */
  cancel(month: string, quota: Quota, amount: number): Promise<void>;
  used(month: string): Promise<Readonly<Record<Quota, number>>>;
}

/** Months of `database`. */
export function createQuotasStore(database: Mongo): QuotasStore {
  const months = database.collection<MonthDocument>('delivery-quotas');

  const book = async ({ month, quota, amount, upTo, warnAt }: Booking): Promise<BookingResult> => {
    const used = `$used.${quota}`;
    const next = { $add: [{ $ifNull: [used, 0] }, amount] };
    const fits = upTo === undefined ? true : { $lte: [next, upTo] };
    const before = await months.findOneAndUpdate(
      { _id: month },
      [
        { $set: { [`used.${quota}`]: { $cond: [fits, next, { $ifNull: [used, 0] }] } } },
        { $set: { [`warned.${quota}`]: { $or: [`$warned.${quota}`, { $gte: [used, warnAt] }] } } },
      ],
      { upsert: true, returnDocument: 'before' },
    );
    const was = before?.used?.[quota] ?? 0;
    const granted = upTo === undefined || was + amount <= upTo;
    const now = granted ? was + amount : was;
    return { granted, used: now, warn: before?.warned?.[quota] !== true && now >= warnAt };
  };

  return {
    book: async (booking) => {
      try {
        return await book(booking);
      } catch (thrown) {
        // Two first bookings of a month at once: one insert wins, the other one finds it now.
        if (!isDuplicateKey(thrown)) throw thrown;
        return await book(booking);
      }
    },
    cancel: async (month, quota, amount) => {
      await months.updateOne({ _id: month }, { $inc: { [`used.${quota}`]: -amount } });
    },
    used: async (month) => {
      const stored = await months.findOne({ _id: month });
      return { api: stored?.used?.api ?? 0, message: stored?.used?.message ?? 0 };
    },
  };
}

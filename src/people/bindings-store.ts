import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Role } from './roles.ts';
import type { Claim } from './types.ts';

/** What an account was bound to in chat: a member of the county file, or a person an officer vouched for. */
export interface Binding {
  /** `<platform>:<user id>` */
  readonly _id: string;
  readonly platform: PlatformId;
  readonly memberId?: string;
  readonly claim?: Claim & { readonly role: Role };
  /** Of a claim: the person behind another account that this one was merged with. */
  readonly person?: string;
  /** When it was decided: a later decision wins, whatever is written last. */
  readonly at: Date;
  /** Effect key of the decision. */
  readonly effect: string;
}

/** The layer over the county file that loading never removes. */
export interface Bindings {
  find(key: string): Promise<Binding | undefined>;
  /** Carries out a decision; doing it again, or after a later one, changes nothing. */
  put(binding: Binding): Promise<void>;
  /** Takes the account away from whoever it was bound to before `at`; that it was stays, so that no older word binds it. */
  end(key: Pick<Binding, '_id' | 'platform' | 'at' | 'effect'>): Promise<void>;
  /** Accounts bound to this member, on every platform. */
  ofMember(memberId: string): Promise<readonly Binding[]>;
  /** Accounts merged with this person whom the county file does not list. */
  ofPerson(person: string): Promise<readonly Binding[]>;
  /** Accounts of people of that name whom an officer vouched for. */
  claimed(name: string): Promise<readonly Binding[]>;
  /** Every binding, oldest first. */
  all(): Promise<readonly Binding[]>;
  /** Members that are bound by anybody. */
  boundMembers(): Promise<ReadonlySet<string>>;
}

/** Bindings kept in this database. */
export function createBindings(mongo: Mongo): Bindings {
  const collection = mongo.collection<Binding>('bindings');
  const put = async (binding: Binding): Promise<void> => {
    try {
      await collection.replaceOne({ _id: binding._id, at: { $lt: binding.at } }, binding, { upsert: true });
    } catch (error) {
      // There is one that is as new or newer.
      if (!isDuplicateKey(error)) throw error;
    }
  };
  return {
    find: async (key) => (await collection.findOne({ _id: key })) ?? undefined,
    put,
    end: ({ _id, platform, at, effect }) => put({ _id, platform, at, effect }),
    ofMember: (memberId) => collection.find({ memberId }).toArray(),
    ofPerson: (person) => collection.find({ person }).toArray(),
    claimed: (name) => collection.find({ 'claim.name': name }).toArray(),
    all: () => collection.find({}).sort({ at: 1, _id: 1 }).toArray(),
    boundMembers: async () => {
      const ids = await collection.distinct('memberId');
      return new Set(ids.filter((id): id is string => typeof id === 'string'));
    },
  };
}

/** The person behind each account that was bound in chat, as one look at the database finds them. */
export async function personsByAccount(db: Mongo['db']): Promise<(account: string) => string | undefined> {
  const all = await db.collection<Binding>('bindings').find({}).toArray();
  const persons = new Map(all.map(({ _id, memberId, person }) => [_id, memberId ?? person]));
  return (account) => persons.get(account);
}

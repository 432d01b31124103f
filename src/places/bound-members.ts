import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { LocalDate } from '../kit/local-date.ts';
import type { FileMember } from './file-shape.ts';

type Platform = 'wecom' | 'dingtalk';

/** An account that was bound in chat. */
export interface BoundAccount {
  readonly platform: Platform;
  readonly userId: string;
  readonly on: LocalDate;
}

/** What was bound in chat, as a county file says it: accounts of a member, by their place in it, or a person more. */
export type BoundMember = { readonly accounts: readonly BoundAccount[] } & (
  | { readonly index: number }
  | { readonly person: Omit<FileMember, Platform> }
);

const ACCOUNT = '聊天中绑定的账号';
const PERSON = '聊天中绑定的人';

/**
 * The text of a county file with what was bound in chat, each account marked by a comment; all other comments stay.
 * Undefined where the text is no YAML to the letter, as clerks may write it: then its `count` members are not found.
 */
export function withBound(text: string, bound: readonly BoundMember[], count: number): string | undefined {
  if (bound.length === 0) return text;
  const document = read(text);
  if (document.errors.length > 0) return undefined;
  const members = membersOf(document);
  const listed = members.items.filter(isMap);
  if (listed.length !== count) return undefined;
  for (const one of bound) {
    const added = 'person' in one;
    const item = added ? document.createNode(one.person) : listed[one.index];
    if (!isMap(item)) continue;
    item.flow = false;
    for (const { platform, userId, on } of one.accounts) {
      const value = document.createNode(userId) as Scalar;
      value.comment = ` ${added ? PERSON : ACCOUNT}，${on}`;
      item.set(platform, value);
    }
    if (added) members.items.push(item);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/**
 * The text without what is marked as bound in chat and is so still: that is a layer above the file. What is no longer
 * bound, or was in another database, stays and is the file's own; so is whatever lost its mark.
 */
export function withoutBound(text: string, isBound: (platform: Platform, userId: string) => boolean): string {
  if (!text.includes(ACCOUNT) && !text.includes(PERSON)) return text;
  const document = read(text);
  if (document.errors.length > 0) return text;
  const members = membersOf(document);
  const marked = (item: YAMLMap, mark: string): readonly Platform[] =>
    (['wecom', 'dingtalk'] as const).filter((platform) => {
      const value = item.get(platform, true);
      return isScalar(value) && value.comment?.includes(mark) && isBound(platform, String(value.value));
    });
  members.items = members.items.filter((item) => {
    if (!isMap(item)) return true;
    for (const platform of marked(item, ACCOUNT)) item.delete(platform);
    const theirs = marked(item, PERSON);
    for (const platform of theirs) item.delete(platform);
    return theirs.length === 0 || item.has('wecom') || item.has('dingtalk');
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Every scalar stays the text it was typed as. */
const read = (text: string): Document.Parsed => parseDocument(text, { schema: 'failsafe' });

function membersOf(document: Document.Parsed): YAMLSeq {
  const there = document.get('members', true);
  if (isSeq(there)) return there;
  const made = document.createNode([]) as YAMLSeq;
  document.set('members', made);
  return made;
}

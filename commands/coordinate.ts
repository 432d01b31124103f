import { z } from 'zod';
import { arg } from '../src/chat/args.ts';
import { defineCommand } from '../src/chat/command.ts';
import { blockedList } from '../src/hazards/list-reply.ts';

const args = z.object({
  place: arg
    .place({ labels: ['乡镇', '学校', '地点'], places: ['township', 'school', 'outside'], notFirst: true })
    .optional(),
});

/** 需协调: the hazards that wait for money or another office, with days and sums, for who may see them. */
export default defineCommand({
  name: '需协调',
  aliases: ['需协调清单', '协调清单', '待协调', 'coordinate'],
  order: 42,
  summary: '列出等资金、等部门的隐患：等了几天、要多少钱，按乡镇合计',
  usage: '需协调 [乡镇|学校]',
  examples: [{ line: '需协调', where: 'private' }],
  roles: ['school', 'township', 'department', 'bureau', 'leader', 'auditor'],
  where: 'private',
  effect: 'none',
  args,
  run: async (context, { place }) => ({ reply: await blockedList(context, place) }),
});

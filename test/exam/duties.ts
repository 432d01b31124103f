import { openShipped } from '../journeys/open-duty.ts';
import type { TestChat } from '../support/chat.ts';

/** A duty as it lies in the database. */
export type DutyDocument = Record<string, unknown>;

const LINES: Readonly<Record<string, string>> = {
  取暖设备排查: '派任务 幼儿园 取暖设备排查 12月8日前 依据 县教〔2026〕41号 10分钟 回0',
  住校生取暖器摸底: '派任务 小学 住校生取暖器摸底 12月8日前 依据 县教〔2026〕42号 10分钟 回 台数(台)',
  消防通道自查: '派任务 初中 消防通道自查 12月8日前 依据 县教〔2026〕43号 10分钟 回完成',
  在校人数核对: '派任务 乡镇 在校人数核对 12月8日前 依据 县教〔2026〕45号 10分钟 回 应到(人) 实到(人)',
};

/** The duties that reminders name, by title, assigned or opened as they come; the register is left without any. */
export async function dutyDocuments(chat: TestChat, now: Date) {
  const duties = chat.base.database.mongo.collection<DutyDocument>('duties');
  const opened = new Map<string, readonly DutyDocument[]>();
  const take = async (title: string, open: () => Promise<unknown>) => {
    const said = await open();
    const found = await duties.find({}).toArray();
    if (found.length !== 1) throw new Error(`${title}: ${String(said)}`);
    opened.set(title, found);
    await duties.deleteMany({});
  };
  const bureau = { platform: 'wecom', sender: 'bianzhiqiu' } as const;
  for (const [title, line] of Object.entries(LINES))
    await take(title, async () => {
      const shown = await chat.hear(line, bureau);
      return /确认$/u.test(shown.trim()) ? chat.hear('确认', bureau) : shown;
    });
  await take('每月演练', () =>
    openShipped(chat, 'drill-monthly', 'school', {
      now,
      due: new Date('2026-12-31T17:00:00+08:00'),
      dueOn: '2026-12-31',
      title: '每月演练',
    }),
  );
  return opened;
}

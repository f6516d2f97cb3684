import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditEntry, AuditQuery } from '../api/peoplePaths.js';
import { readAudit } from '../api/peopleQueries.js';
import { saveCsv } from '../charts/download.js';
import { useWorkspace } from '../session/workspace.js';
import { useActionWords } from './actionWords.js';

const PAGE = 200;
const MOST = 100_000;

const readAll = async (workspace: string, question: AuditQuery): Promise<AuditEntry[]> => {
  const all: AuditEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readAudit>> = await readAudit(workspace, question, cursor, PAGE);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && all.length < MOST);
  return all;
};

/** Saves every entry the filters let through, as a table. */
export const AuditExport = ({ question }: { question: AuditQuery }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const words = useActionWords();
  const save = useMutation({
    mutationFn: async () => {
      const rows = (await readAll(workspace.id, question)).map(({ at, by, action, subject, before, after }) => [
        ...[at, words.who(by), action, words.action(action), subject],
        ...[before, after].map((part) => (part ? JSON.stringify(part) : null)),
      ]);
      const header = [t('audit.when'), t('audit.who'), 'action', t('audit.change'), t('audit.what')];
      saveCsv(`parcours-${workspace.id}-audit`, [...header, t('audit.before'), t('audit.after')], rows);
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('audit.export')}
    </Button>
  );
};

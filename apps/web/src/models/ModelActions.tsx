import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { DeleteModel } from './DeleteModel.js';
import type { Model } from './useModel.js';

const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** What those who may define can do with a model: edit, duplicate, delete. */
export const ModelActions = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const navigate = useNavigate();
  const [deleting, { open, close }] = useDisclosure(false);
  if (!useMay('define')) return null;
  return (
    <>
      <ButtonLink to="/models/$id/edit" params={{ id: model.id }} leftSection={<IconPencil {...size} />}>
        {t('editor.edit')}
      </ButtonLink>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('editor.more', { name: say(model.name) })}>
            <IconDots {...size} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy {...size} />}
            onClick={() => void navigate({ to: '/models/new', search: { copy: model.id } })}
          >
            {t('editor.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...size} />} onClick={open}>
            {t('editor.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteModel model={model} opened={deleting} onClose={close} onDeleted={() => void navigate({ to: '/models' })} />
    </>
  );
};

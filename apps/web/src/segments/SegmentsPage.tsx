import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../api/definitionPaths.js';
import { segmentsQuery, vocabularyQuery } from '../api/definitions.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { ButtonLink } from '../ui/ButtonLink.js';
import { FirstExamples } from '../ui/FirstExamples.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Places } from '../ui/Places.js';
import { Loaded } from '../ui/states.js';
import { DeleteSegment } from './DeleteSegment.js';
import { examplesFor } from './examples.js';
import classes from './segments.module.css';
import { useNamesOfUses, useUses } from './useUses.js';

const RowMenu = ({ view, onDelete }: { view: SegmentView; onDelete: () => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const navigate = useNavigate();
  const { id, name } = view.segment;
  const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('segments.more', { name: say(name) })}>
          <IconDots {...size} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil {...size} />}
          onClick={() => void navigate({ to: '/segments/edit/$id', params: { id } })}
        >
          {t('segments.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy {...size} />}
          onClick={() => void navigate({ to: '/segments/new', search: { copy: id } })}
        >
          {t('segments.duplicate')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash {...size} />} onClick={onDelete}>
          {t('segments.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const Row = ({ view, onDelete }: { view: SegmentView; onDelete: () => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const workspace = useWorkspace();
  const uses = useUses()({ segment: view.segment.id });
  const namesOf = useNamesOfUses();
  const may = useMay('define');
  const { id, name, description } = view.segment;
  const share = workspace.customers > 0 ? view.customers / workspace.customers : 0;
  const count = t('common.customers', { count: view.customers });
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <h2>
          <Link to="/segments/edit/$id" params={{ id }} className="quiet-link">
            {say(name)}
          </Link>
        </h2>
        {description && <p>{say(description)}</p>}
        <p className={classes.rule}>{t('rules.whoever', { rule: say(view.words) })}</p>
        {uses.length > 0 && (
          <p className={classes.uses}>
            {t('segments.usedBy')} {namesOf(uses)}
          </p>
        )}
      </div>
      <div className={classes.people}>
        <Link
          to="/customers"
          search={{ segment: id }}
          className="link"
          aria-label={t('segments.peopleOf', { people: count, name: say(name) })}
        >
          {count}
        </Link>
        <div className={classes.bar} aria-hidden>
          <span style={{ width: `${share * 100}%` }} />
        </div>
        <span className={classes.share}>{t('segments.share', { percent: format.percent(share) })}</span>
      </div>
      {may && <RowMenu view={view} onDelete={onDelete} />}
    </li>
  );
};

const None = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id));
  const events = vocabulary.data?.events.map(({ event }) => event) ?? [];
  return (
    <FirstExamples
      title={t('segments.none')}
      text={t('segments.noneText')}
      examples={examplesFor(events).map(({ id, name }) => ({
        id,
        link: (
          <ButtonLink to="/segments/new" search={{ example: id }} variant="default">
            {say(name)}
          </ButtonLink>
        ),
      }))}
    >
      <ButtonLink to="/segments/new" variant="subtle">
        {t('segments.blank')}
      </ButtonLink>
    </FirstExamples>
  );
};

/** The groups of customers there are, with who is in each. */
export const SegmentsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(segmentsQuery(workspace.id));
  const may = useMay('define');
  const [leaving, setLeaving] = useState<SegmentView | null>(null);
  return (
    <>
      <PageHeader title={t('segments.title')} text={t('segments.text')}>
        {may && (
          <ButtonLink to="/segments/new" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('segments.create')}
          </ButtonLink>
        )}
      </PageHeader>
      <Places here="segments" />
      <Loaded query={query} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <None />
          ) : (
            <ul className={classes.rows}>
              {items.map((view) => (
                <Row key={view.segment.id} view={view} onDelete={() => setLeaving(view)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <DeleteSegment view={leaving} onClose={() => setLeaving(null)} />
    </>
  );
};

import { IconZoomQuestion } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.js';
import { useFormat } from '../i18n/useFormat.js';
import { PageHeader } from '../ui/PageHeader.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { ANALYSES } from './analyses.js';
import { ScopeBar } from './ScopeBar.js';
import classes from './understand.module.css';

/** From one analysis to another; the scope goes along. */
const OtherAnalyses = () => {
  const { t } = useTranslation();
  return (
    <nav className={classes.tabs} aria-label={t('understand.title')}>
      {ANALYSES.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          search={({ period, from, to: until, persona, segment, where }) => ({
            ...{ period, from, to: until, persona, segment, where },
          })}
          className={classes.tab}
          activeOptions={{ includeSearch: false }}
        >
          {t(`understand.names.${name}`)}
        </Link>
      ))}
    </nav>
  );
};

const COUNTED = ['customers', 'interactions', 'purchases', 'journeys', 'moved', 'stayed'] as const;

/** How much a method needs, and how much there is. */
interface Lack {
  of: (typeof COUNTED)[number];
  needed: number;
  found: number;
}

const lackIn = (error: unknown): Lack | null =>
  error instanceof ApiError && error.code === 'data.tooLittle' ? (error.details as Lack) : null;

/** Says how much there is and how much it takes, rather than drawing what means nothing. */
const TooLittle = ({ of, needed, found }: Lack) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <EmptyState
      icon={<IconZoomQuestion size={28} stroke={1.5} aria-hidden className={classes.emptyIcon} />}
      title={t('understand.tooLittle')}
      text={t('understand.tooLittleText', {
        of: t(`understand.of.${of}`),
        needed: format.number(needed),
        found: format.number(found),
      })}
    />
  );
};

/** What an analysis answers: a drawing to come, what went wrong, too little to tell, nothing at all, or the answer itself. */
export const Answer = <Data,>({ query, height = 420, isEmpty, children }: AnswerProps<Data>) => {
  const { t } = useTranslation();
  const lack = lackIn(query.error);
  if (lack) return <TooLittle {...lack} />;
  return (
    <Loaded query={query} height={height}>
      {(data) => {
        if (query.isError) return null;
        if (isEmpty?.(data)) return <EmptyState title={t('understand.nothing')} text={t('understand.nothingText')} />;
        return (
          <div className={query.isPlaceholderData ? classes.stale : undefined} aria-busy={query.isPlaceholderData}>
            {children(data)}
          </div>
        );
      }}
    </Loaded>
  );
};

interface AnswerProps<Data> {
  query: UseQueryResult<Data>;
  /** Of what is to come, in px. */
  height?: number;
  /** Whether there is nothing in what is looked at. */
  isEmpty?: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
}

interface AnalysisPageProps {
  name: (typeof ANALYSES)[number]['name'];
  /** True for what looks at all of history. */
  timeless?: boolean;
  /** The analysis's own choices, beside those of the scope. */
  choices?: ReactNode;
  /** False where properties of interactions cannot narrow what is looked at. */
  properties?: boolean;
  children: ReactNode;
}

/** The frame of every analysis: what it is, what it looks at, and its answer. */
export const AnalysisPage = ({ name, timeless = false, choices, properties = true, children }: AnalysisPageProps) => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t(`understand.names.${name}`)} text={t(`understand.about.${name}`)} />
      <OtherAnalyses />
      <ScopeBar timeless={timeless} properties={properties ? { offer: t('understand.onlyWhere') } : null}>
        {choices}
      </ScopeBar>
      <div className={classes.analysis}>{children}</div>
    </>
  );
};

import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface MoreProps {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  /** Loads by itself when the button comes into sight. */
  eager?: boolean;
}

/** Loads the next page of a list. */
export const More = ({ query, eager = false }: MoreProps) => {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const near = eager && (entry?.isIntersecting ?? false);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Button ref={ref} variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
      {isFetchNextPageError ? t('common.retry') : t('common.more')}
    </Button>
  );
};

import type { ReactNode } from 'react';

interface ScrollableProps {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A part that may scroll on its own, and that a keyboard must therefore reach. */
export const Scrollable = ({ label, className, children }: ScrollableProps) => (
  <section className={className} aria-label={label} tabIndex={0}>
    {children}
  </section>
);

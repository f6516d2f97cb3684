/** A signal that many may raise and one loop waits for. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, at once when it has rung since the last wait, or after so many ms. */
  wait(atMost: number): Promise<void>;
}

export const newBell = (): Bell => {
  let wake: () => void = () => undefined;
  let rung = false;
  return {
    ring: () => {
      rung = true;
      wake();
    },
    wait: (atMost) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, atMost);
        wake = done;
        if (rung) done();
      }),
  };
};

import { SingleBar } from 'cli-progress';

/** A bar on a terminal, with rate and time left; silent elsewhere. */
export interface Progress {
  start(label: string, total: number): void;
  at(done: number): void;
  end(): void;
}

export const silent: Progress = { start: () => {}, at: () => {}, end: () => {} };

/** @param unit what is counted, for the rate: 'events' */
export const progressBar = (unit: string): Progress => {
  if (!process.stderr.isTTY) return silent;
  let bar: SingleBar | null = null;
  let began = 0;
  let offset = 0;
  const perSecond = (done: number) => {
    const seconds = (performance.now() - began) / 1000;
    return seconds < 0.5 ? '–' : Math.round((done - offset) / seconds).toLocaleString('en');
  };
  return {
    start: (label, total) => {
      began = performance.now();
      offset = 0;
      bar = new SingleBar({
        format: `${label.padEnd(10)} {bar} {percentage}% · {value}/{total} ${unit} · {rate} per second · {eta_formatted} left`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 28,
        hideCursor: true,
        stream: process.stderr,
        etaBuffer: 50,
      });
      bar.start(total, 0, { rate: '–' });
    },
    at: (done) => bar?.update(done, { rate: perSecond(done) }),
    end: () => {
      bar?.stop();
      bar = null;
    },
  };
};

export const progressFor = (json: boolean, unit: string): Progress => (json ? silent : progressBar(unit));
